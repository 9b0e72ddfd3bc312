"""The HTTP interface: routes, their bodies, errors and who may use them."""
