package arg

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestTailIsMeantAsWritten(t *testing.T) {
	for _, tt := range []struct{ level, want float64 }{
		{0.95, 0.025}, {0.9, 0.05}, {0.99, 0.005}, {0.999, 0.0005}, {0.999999, 0.0000005}, {0.999999999999, 5e-13}, {0.5, 0.25}, {0.05, 0.475},
		{1 - 0x1p-53, 0x1p-54}, // no decimal of fifteen places: taken as it is
	} {
		if got := Tail(tt.level); got != tt.want {
			t.Errorf("Tail(%v) = %v, want %v", tt.level, got, tt.want)
		}
	}
}

func TestErrorsNameTheArgument(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{Count("x", -3), "x is -3, want 0 or more"},
		{Count("x", 2e12), "x is 2000000000000, want at most 1e12"},
		{Total("n", 0), "n is 0, want 1 or more"},
		{Part("x", 5, "n", 4), "x is 5, want at most n = 4"},
		{Finite("y", math.NaN()), "y is NaN, want a finite number"},
		{Positive("exposure", 0), "exposure is 0, want a finite number above 0"},
		{Positive("exposure", 1e-300), "exposure is 1e-300, want a number between 1e-100 and 1e100"},
		{NotNegative("se", -1), "se is -1, want a finite number of 0 or more"},
		{Chance("p0", 1.5), "p0 is 1.5, want a probability between 0 and 1"},
		{Level(95), "level is 95, want a fraction between 0 and 1, such as 0.95"},
		{SameLength("y", 3, "x", 4), "y is a list of 3, want as many as x, 4"},
	} {
		if tt.err == nil || tt.err.Error() != tt.want {
			t.Errorf("got %v, want %s", tt.err, tt.want)
		}
		var e *Error
		if !errors.As(tt.err, &e) || !strings.HasPrefix(tt.want, e.Arg) {
			t.Errorf("%v does not name its argument", tt.err)
		}
	}
	if err := First(nil, Count("x", 0), Level(0.95)); err != nil {
		t.Errorf("good arguments gave %v", err)
	}
}
