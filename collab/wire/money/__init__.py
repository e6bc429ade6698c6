"""Money: payments, balances, the ledger, and papers about them. Amounts are whole minor units of `currency`."""
