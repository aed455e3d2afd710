package consistency

import (
	"math"
	"testing"

	"recount/analysis/finding"
)

func TestTails(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want float64
		tolerance float64
	}{
		// R 4.2.2, stats, checked against 50-digit arithmetic.
		{"2*pt(-2.31, 41)", pT(2.31, 41), 0.0259980724696442, 1e-12},
		{"2*pt(-2.31, 35)", pT(-2.31, 35), 0.0269055693137687, 1e-12},
		{"2*pt(-1.99, 60)", pT(1.99, 60), 0.0511534985808131, 1e-12},
		{"pf(4.45, 1, 18, lower = FALSE)", pF(4.45, 1, 18), 0.0491657932697394, 1e-12},
		{"pf(3.91, 2, 44, lower = FALSE)", pF(3.91, 2, 44), 0.0273536882147936, 1e-12},
		{"pchisq(9.2, 3, lower = FALSE)", pChi(9.2, 3), 0.0267466361220885, 1e-12},
		{"pchisq(7.9, 2, lower = FALSE)", pChi(7.9, 2), 0.0192547017753869, 1e-12},
		{"pchisq(12.3, 8, lower = FALSE)", pChi(12.3, 8), 0.138312156382828, 1e-12},
		{"r = .5, df = 28", pR(0.5, 28), 0.00489993366706809, 1e-12},
		// qnorm(0.975): the two-sided tail is .05.
		{"2*pnorm(-1.959964)", pNormal(1.9599639845400545), 0.05, 1e-12},
		{"2*pnorm(-10)", pNormal(10), 1.523970604832105e-23, 1e-10},
		{"t at 0", pT(0, 10), 1, 1e-15},
		{"F at 0", pF(0, 2, 10), 1, 0},
		{"r at 1", pR(1, 10), 0, 0},
	} {
		if math.Abs(tt.got-tt.want) > tt.tolerance*math.Max(tt.want, 1e-300) {
			t.Errorf("%s = %.17g, want %.17g", tt.name, tt.got, tt.want)
		}
	}
	for name, got := range map[string]float64{"t, df 0": pT(2, 0), "t, df NaN": pT(2, math.NaN()), "F, df1 0": pF(2, 0, 5), "χ², df −1": pChi(2, -1), "r over 1": pR(1.2, 10)} {
		if !math.IsNaN(got) {
			t.Errorf("%s: %v, want NaN", name, got)
		}
	}
}

// TestForms reads test results in the forms that papers print, among them those that other checkers miss
// (NUMERICS, "Errors in other packages": statcheck).
func TestForms(t *testing.T) {
	const yes, no, unread = finding.Supported, finding.Refuted, finding.Undecided
	for _, tt := range []struct {
		text   string
		want   finding.Verdict
		reason finding.Reason
		note   string
	}{
		{"t(38) = 2.10, p = .042.", yes, finding.Exact, ""},
		{"It fell, F(2, 44) = 3.91, p = .04.", no, finding.Value, ""},
		{"It differed, t(60) = 1.99, p < .05.", no, finding.Bound, "decision"},
		{"They differed, chi2(2) = 7.9, p = .02.", yes, finding.Exact, ""},
		{"z = 1.20, p = .04", no, finding.Value, "decision"},
		{"z = 2.05, p = .04", yes, finding.Exact, ""},
		{"Z = -2.05, P = 0.040", yes, finding.Exact, ""},
		// An exponent raised, loose, or spelled.
		{"It depended on age, χ²(3, N = 120) = 9.10, p = .028.", yes, finding.Exact, ""},
		{"It depended on age, χ 2 (3, N = 120) = 9.10, p = .028.", yes, finding.Exact, ""},
		{"It depended on age, X2(3) = 9.10, p = .028.", yes, finding.Exact, ""},
		{"It depended on age (chi-square(3) = 9.10, p = .028).", yes, finding.Exact, ""},
		{"It depended on age, chi-squared (3) = 9.10, p = .928.", no, finding.Value, "decision"},
		// Degrees of freedom in other places.
		{"They differed, t = 2.10, df = 38, p = .042.", yes, finding.Exact, ""},
		{"They differed (t = 2.10; df = 38; p = .242).", no, finding.Value, "decision"},
		{"They differed, t(df = 38) = 2.10, p = .042.", yes, finding.Exact, ""},
		{"They differed, t[38] = 2.10, p = .042.", yes, finding.Exact, ""},
		{"They differed, t38 = 2.10, p = .042.", yes, finding.Exact, ""},
		{"They differed, F2,44 = 3.91, p = .027.", yes, finding.Exact, ""},
		{"They went together, r = .50, n = 30, p = .005.", yes, finding.Exact, ""},
		{"They differed, t(27.4) = 2.10, p = .045.", yes, finding.Exact, ""},
		// Effect sizes, errors and intervals between the statistic and p.
		{"F(1, 18) = 4.45, MSE = 0.34, p = .049.", yes, finding.Exact, ""},
		{"t(38) = 2.10, d = 0.66, 95% CI [0.02, 1.30], p = .042.", yes, finding.Exact, ""},
		{"t(38) = 2.10, r = .32, p = .042.", yes, finding.Exact, ""},
		// Comparators: of two signs, one sign, with and without white space.
		{"t(38) = 4.10, p <= .001.", yes, finding.Bound, ""},
		{"t(38) = 4.10, p ≤ .001.", yes, finding.Bound, ""},
		{"t(38)=4.10,p<.001.", yes, finding.Bound, ""},
		{"t(38) = 0.52, p > .05.", yes, finding.Bound, ""},
		{"t(38) = 4.10, p > .05.", no, finding.Bound, "decision"},
		{"t(38) < 1, p > .05.", yes, finding.Bound, ""},
		{"t(38) = 2.10, p-value = .042.", yes, finding.Exact, ""},
		// Exponents, decimal commas, zeros.
		{"t(38) = 2.10, p = 4.2e-02.", yes, finding.Exact, ""},
		{"t(38) = 5.60, p = 2.0 × 10−6.", yes, finding.Exact, ""},
		{"t(38) = 2,10, p = 0,042.", yes, finding.Exact, ""},
		{"t(38) = 5.60, p = .000.", yes, finding.Exact, "zero-p"},
		// The rounding of the statistic is allowed for.
		{"t(38) = 2.1, p = .044.", yes, finding.Rounded, ""},
		// One-tailed where the text says so, and noted where it would agree.
		{"As predicted, t(19) = 1.80, p = .044, one-tailed.", yes, finding.Exact, "one-tailed"},
		{"As predicted, t(19) = 1.80, p = .044.", no, finding.Value, "one-tailed"},
		{"We expected more, F(1, 18) = 4.45, p = .025, one-tailed.", no, finding.Value, ""},
		// Announced without a number.
		{"They did not differ, t(22) = 0.90, ns.", yes, finding.Bound, ""},
		{"They did not differ, t(22) = 3.90, n.s.", no, finding.Bound, "decision"},
		// Beyond what can be.
		{"r(38) = 1.20, p = .01.", no, finding.Impossible, ""},
		{"F(2, 44) = -3.91, p = .03.", no, finding.Impossible, ""},
		{"t(38) = 2.10, p = 1.42.", no, finding.Impossible, ""},
		// What cannot be recomputed is said to be unread.
		{"t(0) = 2.10, p = .042.", unread, finding.NoData, ""},
		{"They differed, t = 2.10, p = .042.", unread, finding.NoData, ""},
		{"U = 120, p = .03.", unread, finding.NoData, ""},
		{"b = 0.31, SE = 0.11, p = .006.", unread, finding.NoData, ""},
		{"The groups differed (p = .03).", unread, finding.NoData, ""},
	} {
		fs := check(tt.text)
		if len(fs) != 1 {
			t.Errorf("%s: %d findings, want one: %+v", tt.text, len(fs), fs)
			continue
		}
		f := fs[0]
		if f.Verdict != tt.want || f.Reason != tt.reason {
			t.Errorf("%s: %s, %s, want %s, %s (%s %s)", tt.text, f.Verdict, f.Reason, tt.want, tt.reason, f.Formula, f.Message)
		}
		noted := tt.note == ""
		for _, n := range f.Notes {
			noted = noted || n.Kind == tt.note
		}
		if !noted {
			t.Errorf("%s: notes %v, want %s", tt.text, f.Notes, tt.note)
		}
	}
}

// Two results of one sentence are judged each by its own.
func TestSeveralResults(t *testing.T) {
	fs := check("Groups differed, chi2(2) = 7.9, p = .02 and z = 1.2, p = .04, but not in age, t(38) = 0.2, p = .84.")
	var got []finding.Verdict
	for _, f := range fs {
		got = append(got, f.Verdict)
	}
	want := []finding.Verdict{finding.Supported, finding.Refuted, finding.Supported}
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("verdicts %v, want %v", got, want)
	}
}

func FuzzTerms(f *testing.F) {
	for _, s := range []string{"t(38) = 2.10, p = .042", "χ²(1, N = 90) = 0.89, p < 3.6e-02", "p = 2 × 10^-5", "F2,44=−3,1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, a := range apaTerms(text, 0) {
			if a.start < 0 || a.start > a.numStart || a.numStart > a.end || a.end > len(text) || a.end <= end {
				t.Errorf("%q: term %+v behind %d", text, a, end)
			}
			end = a.end
		}
	})
}
