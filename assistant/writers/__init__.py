"""Writers: from chosen evidence to the words of an answer."""
