package statistic

// An Op is an operation of a statistics file. The set is closed: what cannot be said with it is a new
// operation with a name and a test, never a formula language.
type Op uint8

// The operations.
const (
	Value Op = iota
	RatioOf
	ChangeOf
	DifferenceOf
	ShareOf
	ComplementOf
	SumOf
	RateOf
	DurationOf
	AttainableOf
	TrendOf
	StandardisedRateOf
	InterruptedSeriesOf
)

// String returns the operation's key in a statistics file.
func (op Op) String() string { return grammar[op].key }

// A role is one argument of an operation.
type role struct {
	key    string
	many   bool // takes a list as well
	series bool // a selector that matches any number of observations, or a list
}

// An option is a plain value beside the arguments.
type option struct {
	key      string
	required bool
	set      func(*spec, string) error
}

// grammar is the whole of the language, in the order of Op: the key, the arguments, the options.
// An operation without roles takes its one argument directly.
var grammar = [...]struct {
	key     string
	roles   []role
	options []option
}{
	Value:               {key: "value"},
	RatioOf:             {key: "ratio", roles: []role{{key: "of"}, {key: "to"}}},
	ChangeOf:            {key: "change", roles: []role{{key: "from"}, {key: "to"}}},
	DifferenceOf:        {key: "difference", roles: []role{{key: "from"}, {key: "to"}}},
	ShareOf:             {key: "share", roles: []role{{key: "of", many: true}, {key: "in"}}},
	ComplementOf:        {key: "complement", roles: []role{{key: "of"}}},
	SumOf:               {key: "sum", roles: []role{{key: "of", many: true}}},
	RateOf:              {key: "rate", roles: []role{{key: "of"}, {key: "in"}}, options: []option{{"per", true, (*spec).setPer}}},
	DurationOf:          {key: "duration", roles: []role{{key: "from"}, {key: "to"}}, options: []option{{"unit", true, (*spec).setUnit}}},
	AttainableOf:        {key: "attainable", roles: []role{{key: "of"}}, options: []option{{"fraction", true, (*spec).setFraction}, {"hedge", false, (*spec).setHedge}}},
	TrendOf:             {key: "trend", roles: []role{{key: "of", series: true}}, options: []option{{"within", false, (*spec).setWithin}}},
	StandardisedRateOf:  {key: "standardised_rate", roles: []role{{key: "of", series: true}, {key: "in", series: true}, {key: "standard", series: true}}, options: []option{{"by", true, (*spec).setBy}, {"per", true, (*spec).setPer}}},
	InterruptedSeriesOf: {key: "interrupted_series", roles: []role{{key: "of", series: true}}, options: []option{{"at", true, (*spec).setAt}, {"within", false, (*spec).setWithin}, {"show", false, (*spec).setShow}}},
}

// opKeys are the operations' keys, in order.
var opKeys = func() []string {
	keys := make([]string, len(grammar))
	for i := range grammar {
		keys[i] = grammar[i].key
	}
	return keys
}()

func opNamed(key string) (Op, bool) {
	for i, k := range opKeys {
		if k == key {
			return Op(i), true
		}
	}
	return 0, false
}

// keys lists what an operation's mapping may hold.
func (op Op) keys() []string {
	var keys []string
	for _, r := range grammar[op].roles {
		keys = append(keys, r.key)
	}
	for _, o := range grammar[op].options {
		keys = append(keys, o.key)
	}
	return keys
}
