"""Every face of the product: HTTP, web pages, command line."""
