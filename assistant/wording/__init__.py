"""The recommended wording: rules as data, and a check that understands Swedish. No language model is needed."""
