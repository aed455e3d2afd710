package trend

import (
	"math/big"

	"recount/analysis/estimate/internal/arg"
)

// A Line is a fit of a straight line.
type Line struct {
	Intercept, Slope Coefficient
	ResidualSD       float64
	DF               int
	RSquared         float64
}

// Linear fits y = a + b·x by least squares. It returns an error that names the argument if the series are not of one length,
// hold fewer than three points, or x does not vary.
//
// Source: Draper & Smith (1998), Applied Regression Analysis, 3rd ed., chapter 1.
func Linear(x, y []float64, level float64) (Line, error) {
	return line(x, y, nil, level)
}

// A LogLine is a fit of a straight line to logarithms, and the percent change for each unit of x that its slope means.
type LogLine struct {
	Line
	APC Percent
}

// LogLinear fits ln y = a + b·x by least squares: the annual percent change is 100·(e^b - 1). Errors are those of Linear, and
// one naming y where it is not above 0.
//
// Source: Kim, Fay, Feuer & Midthune (2000), Stat. Med. 19:335–351; Clegg, Hankey, Tiwari, Feuer & Edwards (2009), Stat. Med.
// 28:3670–3682.
func LogLinear(x, y []float64, level float64) (LogLine, error) {
	return logLine(x, y, nil, level)
}

// LogLinearWeighted is LogLinear by weighted least squares: it minimises Σ w·(ln y - a - b·x)². Weights are relative, above 0.
//
// Source: Draper & Smith (1998), Applied Regression Analysis, 3rd ed., chapter 9; Kim, Fay, Feuer & Midthune (2000), Stat.
// Med. 19:335–351.
func LogLinearWeighted(x, y, weights []float64, level float64) (LogLine, error) {
	if err := arg.SameLength("weights", len(weights), "x", len(x)); err != nil {
		return LogLine{}, err
	}
	for i, w := range weights {
		if err := arg.Positive(arg.Index("weights", i), w); err != nil {
			return LogLine{}, err
		}
	}
	return logLine(x, y, weights, level)
}

func logLine(x, y, weights []float64, level float64) (LogLine, error) {
	if err := checkSeries("x", x, "y", y); err != nil {
		return LogLine{}, err
	}
	logY, err := logs("y", y)
	if err != nil {
		return LogLine{}, err
	}
	l, err := line(x, logY, weights, level)
	if err != nil {
		return LogLine{}, err
	}
	return LogLine{l, percent(l.Slope.Value, l.Slope.Interval)}, nil
}

func line(x, y, weights []float64, level float64) (Line, error) {
	if err := arg.First(checkSeries("x", x, "y", y), checkPoints("x", len(x), 2), arg.Level(level)); err != nil {
		return Line{}, err
	}
	rows := make([][]*big.Float, len(x))
	for i := range x {
		rows[i] = []*big.Float{exact(1), exact(x[i])}
	}
	f, ok := fit(rows, y, weights)
	if !ok {
		return Line{}, &arg.Error{Arg: "x", Got: "the same in every point", Want: "two different values or more"}
	}
	return Line{f.coefficient(0, level), f.coefficient(1, level), f.residualSD(), f.df, f.rSquared()}, nil
}
