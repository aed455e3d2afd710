package quantity_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"recount/analysis/number"
	"recount/analysis/quantity"
)

func ExampleScan() {
	text := "More than 70 guilds wrote; fractures fell by 13.4 per cent to 316 per 100,000 inhabitants."
	for _, q := range quantity.Scan(nil, text) {
		fmt.Println(text[q.Start:q.End], "·", q.Kind, q.ValueText(), q.Hedge, q.Unit, q.Counted, q.Direction, q.Level)
	}
	// Output:
	// More than 70 · count 70 more_than  guild  false
	// 13.4 per cent · change 13.4 none percent  down false
	// 316 per 100,000 inhabitants · rate 316 none per 100,000 inhabitants   false
}

func ExampleAppendJSON() {
	text := "Two-thirds of the patients agreed."
	q := quantity.Scan(nil, text)[0]
	fmt.Printf("%s\n", quantity.AppendJSON(nil, text, &q, quantity.Place{Line: 1, Column: 1}))
	// Output:
	// {"start":0,"end":10,"line":1,"column":1,"text":"Two-thirds","kind":"share","value":"0.666667","unit":"fraction","counted":"patient","hedge":"none"}
}

// No number is read over an empty line, a hedge or a unit neither.
func TestScanBlocks(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"It was two\n\nmillion people came.", []string{"two", "million"}},
		{"They were more than\n\n40 guests.", []string{"40"}},
		{"It rose by 5\n \n\tper cent today.", []string{"5"}},
		{"It rose by 5\nper cent today.", []string{"5\nper cent"}},
		{"a total of 12\r\n\r\nthousand", []string{"12", "thousand"}},
		{"Rows\n12\n\n\n345", []string{"12", "345"}},
		{"between 5\n\nand 7 men", []string{"5", "7"}},
	} {
		var got []string
		for _, q := range quantity.Scan(nil, tt.text) {
			got = append(got, tt.text[q.Start:q.End])
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("Scan(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []int // Of of each quantity
	}{
		{"37 of the 60 people had been abroad.", []int{1, -1}},
		{"Nineteen out of 23 sites were closed.", []int{1, -1}},
		{"In 2018, 9 of 14 villages were empty.", []int{-1, 2, -1}},
		{"Two of the 1,000 died in 2018.", []int{1, -1, -1}},
		{"12 per cent of 300 cases", []int{1, -1}},
		{"Half of 2% of letters.", []int{-1, -1}},
		{"A third of the 48 ledgers lacked a seal.", []int{1, -1}},
		{"He spoke of 40 cows.", []int{-1}},
	} {
		var got []int
		// What stood in dst before must not shift the indices' meaning: they count from the front of the result.
		for _, q := range quantity.Scan(nil, tt.text) {
			got = append(got, q.Of)
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("Of in %q = %v, want %v", tt.text, got, tt.want)
		}
	}
}

// Numbers beyond every bound are set apart and end where their digits end; nothing grows with them but time.
func TestScanHostile(t *testing.T) {
	long := strings.Repeat("7", 10_000_000)
	qs := quantity.Scan(nil, "In all "+long+" people and 12 cows.")
	if len(qs) != 2 || qs[0].Kind != quantity.Identifier || qs[0].End-qs[0].Start != len(long) || qs[1].ValueText() != "12" {
		t.Errorf("ten million digits: %d quantities, first %v of %d bytes", len(qs), qs[0].Kind, qs[0].End-qs[0].Start)
	}
	for _, text := range []string{
		strings.Repeat("1,234,", 200_000),
		strings.Repeat("1.", 500_000),
		strings.Repeat("1-", 500_000),
		strings.Repeat("one hundred and ", 60_000),
		strings.Repeat("$", 1_000_000),
		strings.Repeat("between ", 100_000) + "5",
		strings.Repeat("million ", 100_000),
		strings.Repeat("5 of ", 200_000),
		strings.Repeat("1e", 400_000),
		strings.Repeat("\xff\xfe5", 300_000),
		strings.Repeat("½", 300_000),
		strings.Repeat("9^9", 300_000),
		strings.Repeat("https://a.b/", 50_000) + "5",
		strings.Repeat("5 ", 300_000),
	} {
		checkSpans(t, text, quantity.Scan(nil, text))
	}
}

// checkSpans holds the quantities of a text against what Scan promises for any text at all.
func checkSpans(t *testing.T, text string, qs []quantity.Quantity) {
	t.Helper()
	end := 0
	for i := range qs {
		q := &qs[i]
		switch {
		case q.Start < end || q.End <= q.Start || q.End > len(text):
			t.Fatalf("quantity %d: span [%d, %d) after %d in %d bytes", i, q.Start, q.End, end, len(text))
		case q.NumStart < q.Start || q.NumEnd > q.End || q.NumStart >= q.NumEnd:
			t.Fatalf("quantity %d: numeral [%d, %d) outside [%d, %d)", i, q.NumStart, q.NumEnd, q.Start, q.End)
		case q.CountedStart < 0 || q.CountedEnd < q.CountedStart || q.CountedEnd > len(text):
			t.Fatalf("quantity %d: counted [%d, %d)", i, q.CountedStart, q.CountedEnd)
		case q.Of != -1 && (q.Of <= i || q.Of >= len(qs)):
			t.Fatalf("quantity %d: Of is %d of %d", i, q.Of, len(qs))
		case strings.Contains(text[q.Start:q.End], "\n\n"):
			t.Fatalf("quantity %d reads over an empty line: %q", i, text[q.Start:q.End])
		}
		end = q.End
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{
		"In 2018, 316 of 1,000 people, or 31.6 per cent, paid $12.5 million more than in 2017.",
		"Between 60 and 85; four or five years; 2014–16; from 4 to 6 per cent to 2 to 3 per cent",
		"½ 2½ 10⁵ 3.2 × 10⁻⁵ ４５ 1 234,5 12,34,567 1'000 3万 1:02:30 +1-333-333-3333 1.2.3",
		"a third of a million, three hundred and twelve hundredths, nine point nought four",
		"A mile and a half; half an hour; a reason or two; two-, three- and four-year terms",
		"twenty-first of May 2018, 5.30pm, July 4, the 1990s; aged 15 and 17; Smith, 44, said",
		"years.12 “x”253 [12] No. 5, paras 106-108, COVID -19, $-43.7bn, −12 °C, €5–10 a day",
		"\xff1\xc2\xe2\x80", "1\u00a0000\u202f000,5", "million\n\nmillion", "one hundred and", "1,234,567", "9st 7lb, 6'2\" in the '90s, 4K, 1792x828", "9^99 1e-99 1.5e+14",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		qs := quantity.Scan(nil, text)
		checkSpans(t, text, qs)
		for i := range qs {
			raw := quantity.AppendJSON(nil, text, &qs[i], quantity.Place{Line: 1, Column: 1})
			if !json.Valid(raw) || !utf8.Valid(raw) {
				t.Fatalf("AppendJSON: %q", raw)
			}
		}
		// Appending keeps what was there, and the same text gives the same quantities.
		again := quantity.Scan(append([]quantity.Quantity(nil), quantity.Quantity{Unit: "kept", Of: -1}), text)
		if len(again) != len(qs)+1 || again[0].Unit != "kept" {
			t.Fatalf("Scan appended %d quantities to one, want %d", len(again)-1, len(qs))
		}
	})
}

// Formatting a quantity and reading it again gives the same quantity.
func TestFormatThenScan(t *testing.T) {
	hedges := map[string]number.Hedge{
		"": number.None, "about ": number.Approx, "nearly ": number.Nearly, "more than ": number.MoreThan,
		"at least ": number.AtLeast, "fewer than ": number.LessThan, "up to ": number.AtMost, "just over ": number.JustOver,
		"no more than ": number.AtMost, "slightly less than ": number.Nearly, "an estimated ": number.Approx,
	}
	units := [][3]string{ // as written, unit, kind
		{" per cent", "percent", "share"}, {"%", "percent", "share"}, {" percentage points", "percentage point", "change"},
		{" kilometres", "kilometre", "measurement"}, {" kg", "kilogram", "measurement"}, {" years", "year", "duration"},
		{" million dollars", "dollar", "money"}, {" per 100,000 inhabitants", "per 100,000 inhabitants", "rate"},
		{" sq m", "square metre", "measurement"}, {" euros a month", "euro per month", "money"}, {" people", "", "count"},
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom(keys(hedges)).Draw(t, "hedge")
		unit := rapid.SampledFrom(units).Draw(t, "unit")
		coef := rapid.Int64Range(1, 999_999_999).Draw(t, "coef")
		places := rapid.IntRange(0, 3).Draw(t, "places")
		d := number.New(coef, -places)
		written := d.String()
		if rapid.Bool().Draw(t, "grouped") {
			written = number.Group(written)
		}
		text := "They said " + words + written + unit[0] + " were there."
		qs := quantity.Scan(nil, text)
		if len(qs) != 1 {
			t.Fatalf("%q: %d quantities", text, len(qs))
		}
		q, want := qs[0], d
		if strings.Contains(unit[0], "million") {
			want = d.Scale(6)
		}
		if !q.Value.Equal(want) || q.Value.Place() != want.Place() || q.Hedge != hedges[words] || q.Unit != unit[1] || q.Kind.String() != unit[2] {
			t.Fatalf("%q: %s %s %q %s, want %s %s %q %s", text, q.Value, q.Hedge, q.Unit, q.Kind, want, hedges[words], unit[1], unit[2])
		}
	})
}

func keys[V any](m map[string]V) []string {
	var k []string
	for s := range m {
		k = append(k, s)
	}
	slices.Sort(k)
	return k
}

// spell writes a whole number below a trillion in words, as British English does.
func spell(n int64) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	var below1000 func(n int64) string
	below1000 = func(n int64) string {
		switch {
		case n < 20:
			return small[n]
		case n < 100 && n%10 == 0:
			return tens[n/10]
		case n < 100:
			return tens[n/10] + "-" + small[n%10]
		case n%100 == 0:
			return small[n/100] + " hundred"
		}
		return small[n/100] + " hundred and " + below1000(n%100)
	}
	if n == 0 {
		return "zero"
	}
	var parts []string
	for _, s := range []struct {
		size int64
		name string
	}{{1e9, " billion"}, {1e6, " million"}, {1e3, " thousand"}} {
		if n >= s.size {
			parts = append(parts, below1000(n/s.size)+s.name)
			n %= s.size
		}
	}
	if n > 0 {
		last := below1000(n)
		if len(parts) > 0 && n < 100 {
			last = "and " + last
		}
		parts = append(parts, last)
	}
	return strings.Join(parts, " ")
}

func TestSpellThenScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(2, 999_999_999_999).Draw(t, "n")
		n /= rapid.SampledFrom([]int64{1, 1000, 1_000_000, 1_000_000_000}).Draw(t, "size")
		if n < 2 {
			n = 2
		}
		text := "We counted " + spell(n) + " birds."
		qs := quantity.Scan(nil, text)
		if len(qs) != 1 || !qs[0].Value.Equal(number.New(n, 0)) || qs[0].Counted != "bird" {
			t.Fatalf("%q: %d quantities, first %v, want %d", text, len(qs), qs, n)
		}
	})
}

// A vague plural claims two of its unit at least (SEMANTICS, "Hedges"), and is reported as the order of
// magnitude that the word names.
func TestVague(t *testing.T) {
	for _, tt := range []struct{ text, low, high, reported string }{
		{"dozens of wells", "24", "120", "12 120"},
		{"hundreds of wells", "200", "1000", "100 1000"},
		{"thousands of wells", "2000", "100000", "1000 10000"},
		{"tens of thousands of wells", "20000", "100000", "10000 100000"},
		{"several hundred wells", "200", "900", "200 900"},
	} {
		q := quantity.Scan(nil, tt.text)[0]
		low, high, ok := q.BoundsText()
		if c := q.Claimed(); !ok || c.Low.String() != tt.low || c.High.String() != tt.high || low+" "+high != tt.reported {
			t.Errorf("%q claims %s to %s and is reported as %s to %s, want %s to %s and %s", tt.text, c.Low, c.High, low, high, tt.low, tt.high, tt.reported)
		}
	}
}

// The ends of a range of fractions lie outside what is written, so that a third is from a third to a half.
func TestFractionBounds(t *testing.T) {
	third := big.NewRat(1, 3)
	for _, tt := range []struct {
		text string
		in   bool
	}{
		{"between a third and a half of the wells", true},
		{"a quarter to a third of the wells", true},
		{"one-fifth to three-tenths of the wells", false},
	} {
		q := quantity.Scan(nil, tt.text)[0]
		c := q.Claimed()
		if got := c.Low.Rat().Cmp(third) <= 0 && third.Cmp(c.High.Rat()) <= 0; got != tt.in {
			t.Errorf("%q has a third in it: %v, want %v", tt.text, got, tt.in)
		}
	}
}

// Every character that is a digit or a fraction begins a number, and no other does beyond ASCII.
func TestNumericCharacters(t *testing.T) {
	numeric := "０１２３４５６７８９¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
	for r := rune(0x80); r < 0x30000; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		got := len(quantity.Scan(nil, "a "+string(r)+" b")) == 1
		if want := strings.ContainsRune(numeric, r); got != want {
			t.Errorf("U+%04X %q read as a number: %v, want %v", r, r, got, want)
		}
	}
}
