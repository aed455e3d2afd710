package estimate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"recount/analysis/estimate"
)

func ExampleRunJSONL() {
	in := strings.NewReader(`{"id": "a", "function": "proportion_ci", "method": "wilson", "inputs": {"x": 26, "n": 40, "level": 0.95}}
{"id": "b", "function": "rate_ratio_ci", "method": "wald_log", "inputs": {"x1": 0, "t1": 5, "x2": 3, "t2": 5, "level": 0.95}}
{"id": "c", "function": "proportion_ci", "method": "wilson", "inputs": {"x": 41, "n": 40, "level": 0.95}}
`)
	tally, err := estimate.RunJSONL(in, os.Stdout, nil)
	fmt.Println(tally, err)
	// Output:
	// {"id":"a","estimate":0.65,"lower":0.495058808373,"upper":0.778654711268}
	// {"id":"b","estimate":0,"lower":"NaN","upper":"NaN"}
	// {"id":"c","error":"x is 41, want at most n = 40"}
	// {2 1 0} <nil>
}

func run(t testing.TB, in string) (lines []string, tally estimate.Tally) {
	t.Helper()
	var out bytes.Buffer
	tally, err := estimate.RunJSONL(strings.NewReader(in), &out, nil)
	if err != nil {
		t.Fatalf("RunJSONL(%.100q): %v", in, err)
	}
	text := strings.TrimSuffix(out.String(), "\n")
	if text == "" {
		return nil, tally
	}
	return strings.Split(text, "\n"), tally
}

func TestJSONLErrorsNameTheArgument(t *testing.T) {
	const wilson = `{"id":7,"function":"proportion_ci","method":"wilson","inputs":`
	for _, tt := range []struct{ in, want string }{
		{wilson + `{"x":-1,"n":40,"level":0.95}}`, `{"id":7,"error":"x is -1, want 0 or more"}`},
		{wilson + `{"x":1,"n":0,"level":0.95}}`, `{"id":7,"error":"n is 0, want 1 or more"}`},
		{wilson + `{"x":"NaN","n":40,"level":0.95}}`, `{"id":7,"error":"x is \"NaN\", want a whole number"}`},
		{wilson + `{"x":1.5,"n":40,"level":0.95}}`, `{"id":7,"error":"x is 1.5, want a whole number"}`},
		{wilson + `{"x":1,"n":40,"level":"Inf"}}`, `{"id":7,"error":"level is \"Inf\", want a fraction between 0 and 1, such as 0.95"}`},
		{wilson + `{"x":1,"n":40,"level":95}}`, `{"id":7,"error":"level is 95, want a fraction between 0 and 1, such as 0.95"}`},
		{wilson + `{"x":1,"n":40}}`, `{"id":7,"error":"level is missing, want a two-sided level, a fraction such as 0.95"}`},
		{wilson + `{"x":null,"n":40,"level":0.95}}`, `{"id":7,"error":"x is null, want a whole number"}`},
		{wilson + `{"x":1,"n":1e400,"level":0.95}}`, `{"id":7,"error":"n is 1e400, want a whole number"}`},
		{wilson + `{"x":1,"n":40,"level":0.95,"z":2}}`, `{"id":7,"error":"z is not an input of wilson, want only x, n, level"}`},
		{`{"id":7,"function":"proportion_ci","method":"wislon","inputs":{}}`,
			`{"id":7,"error":"method is \"wislon\", want one of wald, wilson, wilson_cc, agresti_coull, jeffreys, jeffreys_bcd, clopper_pearson, mid_p"}`},
		{`{"id":"r","function":"rate_ratio_ci","method":"score","inputs":{"x1":1,"t1":2,"x2":1,"t2":0,"level":0.9}}`,
			`{"id":"r","error":"t2 is 0, want a finite number above 0"}`},
		{`{"id":"r","function":"risk_ratio_ci","method":"score_mn","inputs":{"a":9,"n1":8,"c":1,"n2":2,"level":0.9}}`,
			`{"id":"r","error":"a is 9, want at most n1 = 8"}`},
		{`{"id":"s","function":"direct_standardised_rate","method":"normal","inputs":{"events":[1,2],"exposure":[1,0],"std_pop":[1,1],"level":0.9}}`,
			`{"id":"s","error":"exposure[1] is 0, want a finite number above 0"}`},
		{`{"id":"s","function":"direct_standardised_rate","method":"normal","inputs":{"events":[1,2],"exposure":[1,1],"std_pop":[1,-1],"level":0.9}}`,
			`{"id":"s","error":"std_pop[1] is -1, want a finite number of 0 or more"}`},
		{`{"id":"t","function":"chi2_test","method":"pearson","inputs":{"table":[[1,2],[3]]}}`,
			`{"id":"t","error":"table[1] is a list of 1, want as many as table[0], 2"}`},
		{`{"id":"t","function":"chi2_test","method":"pearson","inputs":{"table":[[1,2],3]}}`,
			`{"id":"t","error":"table[1] is 3, want a list of whole numbers"}`},
		{`{"id":"p","function":"p_value","method":"t_two_sided","inputs":{"statistic":2,"df":-3}}`,
			`{"id":"p","error":"df is -3, want degrees of freedom between 0.001 and 1e12"}`},
		{`{"id":"i","function":"interrupted_time_series","method":"segmented_ols","inputs":{"time":[1,2,3,4,5],"y":[1,2,3,4,5],"intervention_time":9,"level":0.9}}`,
			`{"id":"i","error":"intervention_time is 9, want two points or more before it and from it on"}`},
	} {
		got, tally := run(t, tt.in)
		if len(got) != 1 || got[0] != tt.want || tally.Refused != 1 {
			t.Errorf("%s\ngot  %s %+v\nwant %s", tt.in, strings.Join(got, "\n"), tally, tt.want)
		}
	}
}

func TestJSONLGoesOnAfterBadLines(t *testing.T) {
	good := `{"id":1,"function":"p_value","method":"z_two_sided","inputs":{"statistic":0}}`
	long := `{"id":2,"function":"` + strings.Repeat("x", estimate.MaxLine) + `"}`
	got, tally := run(t, "\ufeff\n"+good+"\r\n\n  \n[1]\n"+long+"\n"+good)
	want := estimate.Tally{Answered: 2, Unread: 3}
	if tally != want || len(got) != 5 || got[1] != `{"id":1,"p_value":1}` || got[4] != got[1] {
		t.Errorf("got %+v and %d lines, want %+v and 5", tally, len(got), want)
	}
	if !strings.HasPrefix(got[3], `{"id":null,"error":"line 6 is longer than`) {
		t.Errorf("a line too long gave %.100s", got[3])
	}
}

func TestJSONLStreams(t *testing.T) {
	// An answer is written before the next request is there: a caller may wait for it.
	in, requests := io.Pipe()
	answers, out := io.Pipe()
	go func() {
		_, err := estimate.RunJSONL(in, out, nil)
		out.CloseWithError(err)
	}()
	d := json.NewDecoder(answers)
	for i := range 3 {
		fmt.Fprintf(requests, `{"id":%d,"function":"p_value","method":"z_two_sided","inputs":{"statistic":1.96}}`+"\n", i)
		var a struct {
			ID int     `json:"id"`
			P  float64 `json:"p_value"`
		}
		if err := d.Decode(&a); err != nil || a.ID != i || a.P != 0.0499957902964 {
			t.Fatalf("answer %d is %+v, %v", i, a, err)
		}
	}
	requests.Close()
}

func TestJSONLReadError(t *testing.T) {
	_, err := estimate.RunJSONL(iotest.ErrReader(io.ErrUnexpectedEOF), io.Discard, nil)
	if err == nil || !strings.Contains(err.Error(), "reading line 1") {
		t.Errorf("error %v, want one that names the line", err)
	}
}

// FuzzJSONL: one valid line of JSON out for each line in, whatever it holds.
func FuzzJSONL(f *testing.F) {
	for _, r := range references(f)[:120] {
		f.Add(fmt.Sprintf(`{"id":1,"function":%q,"method":%q,"inputs":%s}`, r.Function, r.Method, r.Inputs))
	}
	f.Add(`{"id":{"a":[1]},"function":7}`)
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "\n") || strings.TrimSpace(line) == "" || strings.Contains(line, "00000000") {
			t.Skip()
		}
		got, tally := run(t, line)
		if len(got) != 1 || !json.Valid([]byte(got[0])) || tally.Answered+tally.Refused+tally.Unread != 1 {
			t.Fatalf("%q gave %q, %+v", line, got, tally)
		}
	})
}
