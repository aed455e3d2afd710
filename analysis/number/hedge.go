package number

// A Hedge is the word before a number that says how the true value stands to it (SEMANTICS, "Hedges").
type Hedge uint8

// The hedges. JustOver is written more_than in JSON: it is a bound that also promises to be close.
const (
	None     Hedge = iota
	Approx         // about, around, roughly, some, circa, an estimated, ~
	Nearly         // nearly, almost, just under, close to
	JustOver       // just over, slightly more than
	MoreThan       // more than, over, above, exceeding
	AtLeast        // at least, no fewer than, x or more
	LessThan       // less than, fewer than, under, below
	AtMost         // at most, no more than, up to, as many as
	Range          // between a and b, a to b, a–b
)

var hedgeNames = [...]string{"none", "approx", "nearly", "more_than", "more_than", "at_least", "less_than", "at_most", "range"}

// String returns the hedge's name in JSON.
func (h Hedge) String() string {
	if int(h) < len(hedgeNames) {
		return hedgeNames[h]
	}
	return "none"
}

// MarshalText implements encoding.TextMarshaler.
func (h Hedge) MarshalText() ([]byte, error) { return []byte(h.String()), nil }
