"""Keeping watch: the feeds that the user follows, when each is asked again, what arrives, and who is told of it.

`subscriptions` says what is followed and how it goes, `schedule` when, `refreshing` asks and stores, `watch` does it for as long as
it may, and `alerts` tell.
"""
