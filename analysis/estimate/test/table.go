package test

import (
	"fmt"
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// ChiSquared returns Pearson's test of independence in a table of counts: Σ(O-E)²/E with (rows-1)(columns-1) degrees of
// freedom. The statistic is NaN if a row or column is empty.
//
// Source: Pearson (1900), Philos. Mag. (5) 50:157–175.
func ChiSquared(table [][]int) (Result, error) {
	if err := checkTable(table); err != nil {
		return Result{}, err
	}
	return chiSquared(cells(table, func(o, e, d float64) float64 { return d / e * d }), freedom(table)), nil
}

// ChiSquaredYates returns Pearson's test of a two-by-two table with the correction for continuity: Σ(|O-E| - ½)²/E, where no
// more than |O-E| is taken off.
//
// Source: Yates (1934), Suppl. J. R. Stat. Soc. 1:217–235.
func ChiSquaredYates(table [][]int) (Result, error) {
	if err := checkTwoByTwo(table); err != nil {
		return Result{}, err
	}
	return chiSquared(cells(table, func(o, e, d float64) float64 {
		d = math.Max(0, math.Abs(d)-0.5)
		return d / e * d
	}), 1), nil
}

// G returns the likelihood-ratio test of independence: 2·ΣO·ln(O/E) with (rows-1)(columns-1) degrees of freedom, referred to
// the chi-squared distribution. Empty cells add nothing; the statistic is NaN if a row or column is empty.
//
// Source: Wilks (1935), Ann. Math. Stat. 6:190–196.
func G(table [][]int) (Result, error) {
	if err := checkTable(table); err != nil {
		return Result{}, err
	}
	// Σ(O-E) is 0, so that the sum may be taken over deviances, which are all positive and do not cancel.
	return chiSquared(cells(table, func(o, e, d float64) float64 { return 2 * dist.Deviance(o, e, d) }), freedom(table)), nil
}

func freedom(table [][]int) int { return (len(table) - 1) * (len(table[0]) - 1) }

// cells sums a function of the observed and expected count and their difference over a table.
func cells(table [][]int, f func(o, e, d float64) float64) float64 {
	rows, columns, n := margins(table)
	sum := 0.0
	for i, row := range table {
		for j, x := range row {
			if rows[i] == 0 || columns[j] == 0 {
				return math.NaN()
			}
			o := float64(x)
			sum += f(o, rows[i]/n*columns[j], dist.ProductDiff(o, n, rows[i], columns[j])/n)
		}
	}
	return sum
}

func checkTwoByTwo(table [][]int) error {
	if err := checkTable(table); err != nil {
		return err
	}
	if len(table) != 2 || len(table[0]) != 2 {
		return &arg.Error{Arg: "table", Got: fmt.Sprintf("of %d rows and %d columns", len(table), len(table[0])), Want: "two of each"}
	}
	return nil
}

// A FisherResult holds the p-values of Fisher's exact test.
type FisherResult struct {
	Tailed
	TwoSidedMidP float64 // TwoSided less half the probability of the table observed
}

// Fisher returns Fisher's exact test of a two-by-two table: given its margins, the first cell is hypergeometric. The two-sided
// p-value sums all tables at most as likely as the one observed, within a relative 1e-7, as R does.
//
// Source: Fisher (1935), J. R. Stat. Soc. 98:39–82; for the two-sided rule Gibbons & Pratt (1975), Am. Stat. 29:20–25; for the
// mid-P value Lancaster (1961), J. Am. Stat. Assoc. 56:223–234.
func Fisher(table [][]int) (FisherResult, error) {
	if err := checkTwoByTwo(table); err != nil {
		return FisherResult{}, err
	}
	rows, columns, n := margins(table)
	if n == 0 {
		return FisherResult{}, &arg.Error{Arg: "table", Got: "empty", Want: "a count above 0"}
	}
	d, x := dist.NewHyper(rows[0], rows[1], columns[0]), float64(table[0][0])
	less, greater := d.LogTails(x)
	two := d.TwoSided(x)
	return FisherResult{
		Tailed{TwoSided: math.Exp(two), Less: math.Exp(less), Greater: math.Exp(greater)},
		lessHalf(two, d.LogProb(x)),
	}, nil
}

// lessHalf returns exp(p) - ½exp(observed), where p is at least observed.
func lessHalf(p, observed float64) float64 {
	return math.Exp(p) * (1 - 0.5*math.Exp(math.Min(0, observed-p)))
}
