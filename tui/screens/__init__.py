"""The screen, and what it can lay over its panes."""
