"""The panes: each draws one part of the state and tells what the person did."""
