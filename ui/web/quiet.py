"""Keeps Gradio quiet: what it reads from the environment is set before it is first imported."""

import os


def hush_gradio() -> None:
    """Switch off Gradio's and the hub client's telemetry for this process."""
    environment = os.environ  # noqa: TID251  Gradio reads these two nowhere else
    environment["GRADIO_ANALYTICS_ENABLED"] = "False"
    environment["HF_HUB_DISABLE_TELEMETRY"] = "1"
