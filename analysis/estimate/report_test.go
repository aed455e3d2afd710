package estimate_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"recount/analysis/estimate"
)

// Twenty-six of the forty people interviewed: they agreed to an interview and are no random sample.
func ExampleAnswer() {
	report, err := estimate.Answer(estimate.Question{
		Function: "proportion",
		Values:   estimate.Values{"x": 26, "n": 40, "level": 0.95},
		Design:   estimate.Purposive,
	})
	if err != nil {
		panic(err)
	}
	if err := report.WriteText(os.Stdout); err != nil {
		panic(err)
	}
	// Output:
	// 26 of 40 is 65.0%.
	//
	//   estimate  0.65
	//   method    wilson, Wilson score: inverts the score test; close to its level at every n; the default
	//   source    Wilson (1927), J. Am. Stat. Assoc. 22:209–212
	//   design    purposive
	//
	// One of 40 is 2.5%, and no share lies between: 25 is 62.5%, 26 is 65.0%, 27 is 67.5%.
	//
	// No interval: the group was not drawn at random and speaks for itself alone; name the model
	// "as_if_random" to have one all the same.
}

func TestOffer(t *testing.T) {
	for _, tt := range []struct {
		design  estimate.Design
		model   estimate.Model
		refused bool
		caveat  string // a part of it
	}{
		{estimate.Sample, estimate.NoModel, false, ""},
		{estimate.Sample, estimate.Binomial, false, "Binomial model"},
		{estimate.Register, estimate.NoModel, true, ""},
		{estimate.Register, estimate.AsIfRandom, true, ""},
		{estimate.Register, estimate.Poisson, false, "chance alone"},
		{estimate.Census, estimate.Binomial, false, "errors of counting"},
		{estimate.Purposive, estimate.Binomial, true, ""},
		{estimate.Purposive, estimate.AsIfRandom, false, "as if the group had been drawn at random"},
		{estimate.Estimated, estimate.Poisson, false, "uncertainty of the estimate"},
		{estimate.Quoted, estimate.Poisson, true, ""},
	} {
		caveat, err := estimate.Offer(tt.design, tt.model)
		var refusal *estimate.Refusal
		if errors.As(err, &refusal) != tt.refused || (err != nil) != tt.refused || !strings.Contains(caveat, tt.caveat) {
			t.Errorf("Offer(%s, %q) = %q, %v, want refused %v with %q", tt.design, tt.model, caveat, err, tt.refused, tt.caveat)
		}
	}
	if _, err := estimate.Offer("hearsay", estimate.NoModel); err == nil {
		t.Error("an unknown design was offered an interval")
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		q    estimate.Question
		want string
	}{
		{estimate.Question{Function: "proportion", Values: estimate.Values{"x": 26, "n": 40, "level": 0.95}},
			"26 of 40 is 65.0% (95% confidence interval 49.5% to 77.9%, Wilson score)."},
		{estimate.Question{Function: "proportion", Method: "wald", Values: estimate.Values{"x": 0, "n": 40, "level": 0.9}},
			"0 of 40 is 0.0% (90% confidence interval 0.0% to 0.0%, Wald)."},
		{estimate.Question{Function: "rate", Values: estimate.Values{"events": 60440, "exposure": 24867600.0, "level": 0.95}, Per: 100_000},
			"60,440 events in an exposure of 24,867,600 are 243.0 per 100,000 (95% confidence interval 241.1 to 245.0, Garwood exact Poisson)."},
		{estimate.Question{Function: "rate-ratio", Values: estimate.Values{"x1": 5, "t1": 10.0, "x2": 0, "t2": 20.0, "level": 0.95}},
			"The rate of 5 in 10 is ∞ times the rate of 0 in 20 (95% confidence interval 1.83 to ∞, exact conditional)."},
		{estimate.Question{Function: "rate-ratio", Method: "wald_log", Values: estimate.Values{"x1": 0, "t1": 10.0, "x2": 3, "t2": 20.0, "level": 0.95}},
			"The rate of 0 in 10 is 0.00 times the rate of 3 in 20 (no interval: Wald on the log scale is undefined here)."},
		{estimate.Question{Function: "percent-change", Values: estimate.Values{"x_from": 243, "t_from": 1e5, "x_to": 321, "t_to": 1e6, "level": 0.95}},
			"From 243 in 100,000 to 321 in 1,000,000 is a change of −86.8% (95% confidence interval −88.9% to −84.3%, exact conditional)."},
		{estimate.Question{Function: "percent-possible", Values: estimate.Values{"percent": "66", "n": 26}},
			"66% is not possible of 26: 17 is 65.4% and 18 is 69.2%."},
		{estimate.Question{Function: "percent-possible", Values: estimate.Values{"percent": "5", "n": 400}},
			"5% of 400 is possible: 18 is 4.5% to 22 is 5.5%."},
		{estimate.Question{Function: "p-value", Values: estimate.Values{"statistic": 2.1, "df": 38.0}},
			"t(38) = 2.1, p = 0.042 (Student's t, two-sided)."},
		{estimate.Question{Function: "p-value", Method: "z_two_sided", Values: estimate.Values{"statistic": 1.9604}},
			"z = 1.9604, p = 0.0499 (normal z, two-sided)."}, // 0.04995: not rounded to the other side of 0.05
		{estimate.Question{Function: "fisher-test", Values: estimate.Values{"table": [][]int{{19, 12}, {11, 24}}}},
			"Fisher's exact test gives p = 0.025, two-sided (p = 1.00 for as few or fewer, p = 0.014 for as many or more)."},
		{estimate.Question{Function: "standardised-rate", Per: 1000,
			Values: estimate.Values{"events": []int{4, 11, 25}, "exposure": []float64{8000, 7000, 3000}, "std_pop": []float64{50, 35, 15}, "level": 0.95}},
			"The directly standardised rate is 2.1 per 1,000 (95% confidence interval 1.5 to 2.8, Fay–Feuer gamma); the crude rate is 2.22."},
	} {
		r, err := estimate.Answer(tt.q)
		if err != nil {
			t.Errorf("%s: %v", tt.q.Function, err)
		} else if r.Sentence != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.q.Function, r.Sentence, tt.want)
		}
	}
}

// TestEveryMethodHasASentence answers each reference case, with and without its interval, and wants a sentence, valid JSON, and
// the method and its source in the text.
func TestEveryMethodHasASentence(t *testing.T) {
	for _, tt := range references(t) {
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
				t.Fatal(err)
			}
		}
		for _, design := range []estimate.Design{"", estimate.Register} {
			r, err := estimate.Answer(estimate.Question{Function: tt.Function, Method: tt.Method, Values: values, Design: design})
			if err != nil {
				t.Fatalf("%s %s: %v", tt.Function, tt.Method, err)
			}
			var text, jsonText bytes.Buffer
			if err := errors.Join(r.WriteText(&text), r.WriteJSON(&jsonText)); err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{r.Sentence, m.Name, m.Source} {
				if !strings.Contains(text.String(), want) || want == "" {
					t.Errorf("%s %s: text without %q:\n%s", tt.Function, tt.Method, want, text.String())
				}
			}
			if !strings.HasSuffix(r.Sentence, ".") || strings.Contains(r.Sentence, "NaN") || strings.Contains(r.Sentence, "%!") {
				t.Errorf("%s %s: sentence %q", tt.Function, tt.Method, r.Sentence)
			}
			if design == estimate.Register && (strings.Contains(r.Sentence, "confidence") || strings.Contains(jsonText.String(), `upper":`)) && f.Name != "p_from_ci" {
				t.Errorf("%s %s: a register got an interval: %s", tt.Function, tt.Method, r.Sentence)
			}
			if !json.Valid(jsonText.Bytes()) {
				t.Errorf("%s %s: invalid JSON %s", tt.Function, tt.Method, jsonText.String())
			}
		}
	}
}

func TestAnswerRefusesWhatDoesNotFit(t *testing.T) {
	values := estimate.Values{"x": 26, "n": 40, "level": 0.95}
	for _, tt := range []struct {
		q    estimate.Question
		want string
	}{
		{estimate.Question{Function: "share", Values: values}, `function is "share"`},
		{estimate.Question{Function: "proportion", Method: "exact", Values: values}, `method is "exact"`},
		{estimate.Question{Function: "proportion", Values: values, Model: estimate.Poisson}, `model is "poisson", want binomial or as_if_random`},
		{estimate.Question{Function: "proportion", Values: values, Per: 100}, "per is 100"},
		{estimate.Question{Function: "proportion", Values: estimate.Values{"x": 26.0, "n": 40, "level": 0.95}}, "x is float64, want a whole number"},
	} {
		if _, err := estimate.Answer(tt.q); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Answer(%+v): error %v, want %s", tt.q, err, tt.want)
		}
	}
}

func TestMethodListIsALineForEach(t *testing.T) {
	var b bytes.Buffer
	if err := estimate.WriteMethods(&b, estimate.Functions()...); err != nil {
		t.Fatal(err)
	}
	for _, f := range estimate.Functions() {
		if _, err := f.Method(f.Default); err != nil {
			t.Errorf("%s: the default method: %v", f.Name, err)
		}
		for _, m := range f.Methods {
			if !strings.Contains(b.String(), "  "+m.Name+" ") || !strings.Contains(b.String(), m.Source+"\n") || m.Summary == "" {
				t.Errorf("%s %s is not explained", f.Name, m.Name)
			}
		}
	}
}
