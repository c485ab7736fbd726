"""From a key or a click to a label: keys, rows of answers, and the verbs behind them."""
