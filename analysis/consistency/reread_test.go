package consistency

import (
	"testing"

	"recount/analysis/document"
	"recount/analysis/quantity"
)

// TestReread looks at what a number is taken for by its place: the fraction as written, or none where the
// same words mean something else.
func TestReread(t *testing.T) {
	for _, tt := range []struct {
		text     string
		num, den int64 // of the one fraction in the text, 0 for none
	}{
		{"Of the 84 kites, 21, a quarter, were lost.", 1, 4},
		{"Of the 84 kites, 21 – a quarter – were lost.", 1, 4},
		{"Sales fell by another quarter to 60 kites.", 1, 4},
		{"Sales fell by another fifth to 60 kites.", 1, 5},
		{"In a quarter in which prices rose, 21 kites were sold.", 0, 0},
		{"About one kite in six, or 14 in all, was lost.", 1, 6},
		{"He made one kite in six days.", 0, 0},
		{"Every fourth kite was lost.", 1, 4},
		{"Every fourth day a kite was lost.", 0, 0},
		{"Exactly half – 42 – of the 84 kites were lost.", 1, 2},
		{"Among the 5,000 kites, that is, 20 in 10,000, some were lost.", 20, 10_000},
	} {
		doc := document.Plain("", tt.text)
		c := &checker{doc: doc, text: doc.Text, qs: quantity.Scan(nil, doc.Text)}
		var num, den int64
		for _, p := range c.passages() {
			for _, term := range p.terms {
				if term.Den > 0 {
					num, den = term.Num, term.Den
				}
			}
		}
		if num != tt.num || den != tt.den {
			t.Errorf("%q: fraction %d/%d, want %d/%d", tt.text, num, den, tt.num, tt.den)
		}
	}
}

// TestAmountTo tells an amount and the level it leads to from a range.
func TestAmountTo(t *testing.T) {
	for text, want := range map[string]int{
		"It grew by 5 percent to 630 and by 10 percent to 693.": 4,
		"It grew by 5 to 10 percent.":                           1,
	} {
		doc := document.Plain("", text)
		c := &checker{doc: doc, text: doc.Text, qs: quantity.Scan(nil, doc.Text)}
		for _, p := range c.passages() {
			if len(p.terms) != want {
				t.Errorf("%q: %d numbers, want %d", text, len(p.terms), want)
			}
		}
	}
}

// TestEmptyQuantity hands over a quantity without any text, as a scanner should not: reading must go on
// behind it.
func TestEmptyQuantity(t *testing.T) {
	const text = "Nine of the 20 orders (45%) came back."
	doc := document.Plain("", text)
	qs := append([]quantity.Quantity{{Start: 0, End: 0, Of: -1}}, quantity.Scan(nil, text)...)
	if len(Check(doc, qs)) == 0 {
		t.Error("no finding behind an empty quantity")
	}
}

// TestWhen reads the times of the values of a sentence.
func TestWhen(t *testing.T) {
	for _, tt := range []struct {
		text    string
		earlier bool // the first value is the earlier one
		known   bool
	}{
		{"There were 40 kites in 1990 and 60 in 2005.", true, true},
		{"In 2005 there were 60 kites; in 1990 there were 40.", false, true},
		{"It used to cost 40 pounds and now costs 60.", true, true},
		{"This year 60 kites flew, last year 40.", false, true},
		{"There were 40 kites and 60 boats.", false, false},
	} {
		doc := document.Plain("", tt.text)
		c := &checker{doc: doc, text: doc.Text, qs: quantity.Scan(nil, doc.Text)}
		p := c.passages()[0]
		var at []int
		for i := range p.tokens {
			if p.num(i) != nil {
				at = append(at, i)
			}
		}
		if len(at) != 2 {
			t.Fatalf("%q: %d values, want 2", tt.text, len(at))
		}
		if earlier, known := p.whenOf(at[0]).before(p.whenOf(at[1])); earlier != tt.earlier || known != tt.known {
			t.Errorf("%q: earlier %t, known %t, want %t, %t", tt.text, earlier, known, tt.earlier, tt.known)
		}
	}
}
