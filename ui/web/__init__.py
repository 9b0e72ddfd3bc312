"""The pages at “/”: words, markup, style and the Gradio blocks that carry them."""
