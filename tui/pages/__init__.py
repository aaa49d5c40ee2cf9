"""Texts that lie over the panes: why an event stands where it does, two articles side by side, one speaker over time.

Each module makes paragraphs out of a state; `tui.widgets.page` and `tui.widgets.columns` draw them.
"""
