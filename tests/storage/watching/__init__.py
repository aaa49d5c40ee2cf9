"""Tests of keeping watch."""
