"""Measuring: cases, metrics, baselines, report."""
