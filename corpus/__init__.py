"""Data, no code: the source catalogue, wording rules, starter handbook and onboarding, read by `importlib.resources`."""
