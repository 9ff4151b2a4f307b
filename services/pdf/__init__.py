"""Papers as PDF, in Arabic from right to left: minutes of sittings and letters of decisions."""
