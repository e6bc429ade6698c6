"""What can be decided about milestones on paper: steps, drafts, checklists."""
