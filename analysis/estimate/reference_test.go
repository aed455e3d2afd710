package estimate_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"recount/analysis/estimate"
)

// A reference is one line of testdata/reference.jsonl: what a method must give, to 15 digits, and who says so. Cases named
// after R, epitools, statsmodels and scipy were printed by those programs where they are right to that many digits and
// computed again at 50 digits; the rest were computed at 35 to 50 digits alone.
type reference struct {
	Function string                     `json:"function"`
	Method   string                     `json:"method"`
	Inputs   json.RawMessage            `json:"inputs"`
	Expected map[string]json.RawMessage `json:"expected"`
	Oracle   string                     `json:"oracle"`
}

func references(t testing.TB) []reference {
	t.Helper()
	file, err := os.Open("testdata/reference.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []reference
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r reference
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatalf("line %d: %v", len(all)+1, err)
		}
		all = append(all, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// wantFloat reads an expected value: a number, or Inf, -Inf or NaN as a string.
func wantFloat(t *testing.T, raw json.RawMessage) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.Trim(string(raw), `"`), 64)
	if err != nil {
		t.Fatalf("expected value %s: %v", raw, err)
	}
	return v
}

// agrees compares with a relative tolerance, absolutely at 0.
func agrees(got, want, tolerance float64) bool {
	switch {
	case math.IsNaN(want):
		return math.IsNaN(got)
	case math.IsInf(want, 0) || got == want:
		return got == want
	case want == 0:
		return math.Abs(got) <= 1e-15
	}
	return math.Abs(got-want) <= tolerance*math.Abs(want)
}

// TestReference holds every method against its reference cases. The tolerance is fifty times tighter than what recount promises
// (1e-10), also for counts of a thousand million and p-values of 1e-173: the formulas lose no more than that anywhere.
func TestReference(t *testing.T) {
	const tolerance = 2e-12
	for i, tt := range references(t) {
		got := ask(t, tt)
		for name, raw := range tt.Expected {
			value, ok := got[name]
			if !ok {
				t.Errorf("case %d, %s %s: no output %s", i+1, tt.Function, tt.Method, name)
				continue
			}
			switch v := value.(type) {
			case float64:
				if want := wantFloat(t, raw); !agrees(v, want, tolerance) {
					t.Errorf("case %d, %s %s %s: %s is %.15g, want %.15g (%s)", i+1, tt.Function, tt.Method, tt.Inputs, name, v, want, tt.Oracle)
				}
			default:
				if s, err := json.Marshal(v); err != nil || !bytes.Equal(s, bytes.ReplaceAll(raw, []byte(" "), nil)) {
					t.Errorf("case %d, %s %s %s: %s is %s, want %s (%s)", i+1, tt.Function, tt.Method, tt.Inputs, name, s, raw, tt.Oracle)
				}
			}
		}
	}
}

// ask computes a reference case with all digits.
func ask(t *testing.T, tt reference) map[string]any {
	t.Helper()
	f, err := estimate.Lookup(tt.Function)
	if err != nil {
		t.Fatal(err)
	}
	m, err := f.Method(tt.Method)
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(tt.Inputs, &raw); err != nil {
		t.Fatal(err)
	}
	values := estimate.Values{}
	for _, in := range m.Inputs {
		if values[in.Name], err = in.Decode(raw[in.Name]); err != nil {
			t.Fatalf("%s %s: %v", tt.Function, tt.Method, err)
		}
	}
	r, err := f.Compute(tt.Method, values)
	if err != nil {
		t.Fatalf("%s %s %s: %v", tt.Function, tt.Method, tt.Inputs, err)
	}
	got := map[string]any{}
	for _, o := range r.Outputs {
		got[o.Name] = o.Value
	}
	return got
}

// TestEveryMethodHasAReference keeps a method from being added without one.
func TestEveryMethodHasAReference(t *testing.T) {
	seen := map[string]bool{}
	for _, tt := range references(t) {
		if tt.Oracle == "" {
			t.Errorf("%s %s: a reference without an oracle", tt.Function, tt.Method)
		}
		seen[tt.Function+" "+tt.Method] = true
	}
	for _, f := range estimate.Functions() {
		for _, m := range f.Methods {
			if !seen[f.Name+" "+m.Name] {
				t.Errorf("%s %s has no reference case", f.Name, m.Name)
			}
		}
	}
}
