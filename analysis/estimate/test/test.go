// Package test computes tests of counts and the p-values of published test statistics.
//
// P-values are summed or continued beside the density, never taken as one less a sum, and so keep their digits down to the
// smallest float64. Unless a name says otherwise they are two-sided. A statistic that no data can give, such as 0/0, is NaN
// and so is its p-value; functions return an error, naming the argument, for input that is no table or no count at all.
package test

import (
	"fmt"
	"math"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/estimate/internal/dist"
)

// A Result is a test statistic with its degrees of freedom, 0 where it has none, and its p-value.
type Result struct {
	Statistic float64
	DF        int
	P         float64
}

// A Tailed result holds the p-values of an exact test: of the outcomes at most as likely as the one observed, of those as low
// or lower, and of those as high or higher.
type Tailed struct {
	TwoSided, Less, Greater float64
}

// chiSquared completes a test whose statistic is referred to the chi-squared distribution.
func chiSquared(statistic float64, df int) Result {
	p := math.NaN()
	if !math.IsNaN(statistic) {
		p = dist.ChiSquaredUpper(statistic, float64(df))
	}
	return Result{statistic, df, p}
}

// normal completes a test whose statistic is referred to the normal distribution.
func normal(z float64) Result { return Result{Statistic: z, P: dist.NormalTwoSided(z)} }

// checkTable checks a table of counts: at least two rows and two columns, all rows of one length.
func checkTable(table [][]int) error {
	if len(table) < 2 {
		return &arg.Error{Arg: "table", Got: fmt.Sprintf("a table of %d rows", len(table)), Want: "two or more"}
	}
	for i, row := range table {
		name := arg.Index("table", i)
		if err := arg.SameLength(name, len(row), "table[0]", len(table[0])); err != nil {
			return err
		}
		if len(row) < 2 {
			return &arg.Error{Arg: name, Got: fmt.Sprintf("a row of %d", len(row)), Want: "two columns or more"}
		}
		for j, x := range row {
			if err := arg.Count(arg.Index(name, j), x); err != nil {
				return err
			}
		}
	}
	return nil
}

// margins returns the sums of rows and columns and of all.
func margins(table [][]int) (rows, columns []float64, n float64) {
	rows, columns = make([]float64, len(table)), make([]float64, len(table[0]))
	for i, row := range table {
		for j, x := range row {
			rows[i] += float64(x)
			columns[j] += float64(x)
			n += float64(x)
		}
	}
	return rows, columns, n
}
