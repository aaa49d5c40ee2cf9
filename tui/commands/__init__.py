"""The commands, one module each. A module imports at its top only what its help needs."""
