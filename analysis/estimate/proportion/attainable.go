package proportion

import (
	"math/big"
	"strconv"

	"recount/analysis/estimate/internal/arg"
	"recount/analysis/number"
)

// maxAttainable bounds the list that Attainable returns. A percentage of a group so large tells nothing about its count.
const maxAttainable = 100_000

// Attainable returns the counts k of 0 … n for which 100·k/n may be written as the percentage: those within half of its last
// place, both ends included, since nobody knows how its author rounded. "65" of 26 is 17, and "66" of 26 is nobody's
// percentage.
//
// It returns an error if percent is not a plain decimal number, n < 1, or more than 100,000 counts fit.
//
// Source: Brown & Heathers (2017), Soc. Psychol. Personal. Sci. 8:363–369.
func Attainable(percent string, n int) ([]int, error) {
	if err := arg.Total("n", n); err != nil {
		return nil, err
	}
	d, err := number.Parse(percent)
	if err != nil {
		return nil, &arg.Error{Arg: "percent", Got: strconv.Quote(percent), Want: `a plain decimal number, such as "62" or "62.5"`}
	}
	share := number.Around(d.Rat(), d.Unit()).Scale(big.NewRat(1, 100))
	first, last, ok := number.Counts(share, big.NewInt(int64(n)))
	if !ok {
		return nil, nil
	}
	// Both lie in 0 … n.
	from, to := int(first.Int64()), int(last.Int64())
	if to-from >= maxAttainable {
		return nil, &arg.Error{Arg: "n", Got: strconv.Itoa(n), Want: "a group of which fewer counts make the same percentage"}
	}
	counts := make([]int, 0, to-from+1)
	for k := from; k <= to; k++ {
		counts = append(counts, k)
	}
	return counts, nil
}
