"""The screens: the dashboard itself, and texts to page through."""
