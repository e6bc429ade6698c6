"""Time by the hour: timers, reports, the diary of a week, and its bill. Instants are whole seconds; weeks begin on
Monday 00:00 UTC and are named by that day. Money is whole minor units of the contract's currency."""
