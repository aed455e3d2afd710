package statistic_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"recount/analysis/statistic"
	"recount/datasets"
)

// The study of these tests is invented: two regions, a survey, and a few events.
const (
	descriptor = `{
  "name": "clinics", "recount": {"source": "yearbook"},
  "resources": [
    {"name": "measures", "path": "measures.csv", "schema": {"fields": [{"name": "id", "type": "string"}, {"name": "title", "type": "string"}, {"name": "unit", "type": "string"}, {"name": "kind", "type": "string"}, {"name": "design", "type": "string"}]}},
    {"name": "sources", "path": "sources.csv", "schema": {"fields": [{"name": "id", "type": "string"}, {"name": "kind", "type": "string"}, {"name": "short", "type": "string"}, {"name": "title", "type": "string"}]}},
    {"name": "figures", "path": "figures.csv", "schema": {"fields": [
      {"name": "id", "type": "string"}, {"name": "measure", "type": "string"}, {"name": "place", "type": "string"}, {"name": "age", "type": "string", "recount": {"role": "dimension"}},
      {"name": "period", "type": "string"}, {"name": "value", "type": "number"}, {"name": "unit", "type": "string"}, {"name": "numerator", "type": "number"}, {"name": "denominator", "type": "number"},
      {"name": "qualifier", "type": "string"}, {"name": "low", "type": "number"}, {"name": "high", "type": "number"}, {"name": "resolution", "type": "string"},
      {"name": "source", "type": "string"}, {"name": "locator", "type": "string"}, {"name": "repeats", "type": "string"}]}}
  ]}`
	measures = `id,title,unit,kind,design
visit_rate,Visits to a clinic,per 100000 inhabitants,rate,register
visits,Visits,visits,count,register
births,Births,births,count,register
inhabitants,Population,inhabitants,count,census
satisfied_share,Share satisfied,percent,share,sample
asked,People asked,persons,count,sample
volunteers,Volunteers who came forward,persons,count,purposive
cost,Cost,euros,count,register
event,Event,date,date,register
`
	sources = `id,kind,short,title
yearbook,official,Yearbook,Health yearbook
survey,report,Clinic survey,Survey of patients
gazette,press,Gazette,The Gazette
`
	figures = `id,measure,place,age,period,value,unit,numerator,denominator,qualifier,low,high,resolution,source,locator,repeats
rate-north,visit_rate,Northland,,2018,243,per 100000 inhabitants,,,,,,1,yearbook,table 3,
rate-all,visit_rate,Allland,,2018,32.1,per 100000 inhabitants,,,,,,0.1,yearbook,table 3,
rate-north-again,visit_rate,Northland,,2018,243,per 100000 inhabitants,,,,,,1,gazette,,rate-north
rate-north-2017,visit_rate,Northland,,2017,200,per 100000 inhabitants,,,,,,1,yearbook,table 2,
visits-north,visits,Northland,,2018,60440,visits,,,,,,,yearbook,p. 9,
visits-south,visits,Southland,,2018,3214,visits,,,,,,,yearbook,p. 9,
visits-rival,visits,Northland,,2018,61000,visits,,,about,,,,survey,,
births-north,births,Northland,,2018,17,births,,,,,,,yearbook,p. 4,
births-south,births,Southland,,2018,3,thousand births,,,,,,1,yearbook,p. 4,
people-north,inhabitants,Northland,,2018,24867600,inhabitants,,,,,,100,yearbook,p. 1,
share-12,satisfied_share,Northland,,2018,12.1,percent,,,,,,0.1,survey,p. 2,
share-range,satisfied_share,Northland,,2019,,percent,,,range,12.3,12.7,,survey,p. 2,
share-small,satisfied_share,Southland,,2018,65,percent,26,40,,,,1,survey,p. 3,
asked,asked,Northland,,2018,40,persons,,,,,,,survey,p. 2,
women,asked,Northland,women,2018,24,persons,,,,,,,survey,p. 2,
men,asked,Northland,men,2018,16,persons,,,,,,,survey,p. 2,
former,volunteers,Northland,,2018,26,persons,,,,,,,survey,p. 5,
came,volunteers,Southland,,2018,40,persons,,,,,,,survey,p. 5,
many,visits,Southland,,2019,2000000,visits,,,more than,,,,yearbook,,
opened,event,Northland,,2022-05-28,,date,,,,,,,yearbook,,
closed,event,Northland,,2022-08-31,,date,,,,,,,yearbook,,
planned,event,Northland,,2014-05,,date,,,,,,,yearbook,,
moved,event,Northland,,2016-08,,date,,,,,,,yearbook,,
r10,visit_rate,Eastland,,2010,50.0,per 100000 inhabitants,,,,,,0.1,yearbook,,
r11,visit_rate,Eastland,,2011,51.0,per 100000 inhabitants,,,,,,0.1,yearbook,,
r12,visit_rate,Eastland,,2012,52.0,per 100000 inhabitants,,,,,,0.1,yearbook,,
r13,visit_rate,Eastland,,2013,53.0,per 100000 inhabitants,,,,,,0.1,yearbook,,
r14,visit_rate,Eastland,,2014,40.0,per 100000 inhabitants,,,,,,0.1,yearbook,,
r15,visit_rate,Eastland,,2015,38.0,per 100000 inhabitants,,,,,,0.1,yearbook,,
r16,visit_rate,Eastland,,2016,36.5,per 100000 inhabitants,,,,,,0.1,yearbook,,
v-young,visits,Westland,young,2018,4,visits,,,,,,,yearbook,,
v-middle,visits,Westland,middle,2018,11,visits,,,,,,,yearbook,,
v-old,visits,Westland,old,2018,25,visits,,,,,,,yearbook,,
n-young,inhabitants,Westland,young,2018,8000,inhabitants,,,,,,,yearbook,,
n-middle,inhabitants,Westland,middle,2018,7000,inhabitants,,,,,,,yearbook,,
n-old,inhabitants,Westland,old,2018,3000,inhabitants,,,,,,,yearbook,,
s-young,inhabitants,Standard,young,2018,50000,inhabitants,,,,,,,yearbook,,
s-middle,inhabitants,Standard,middle,2018,35000,inhabitants,,,,,,,yearbook,,
s-old,inhabitants,Standard,old,2018,15000,inhabitants,,,,,,,yearbook,,
`
)

func open(t testing.TB, statistics string) *datasets.Study {
	t.Helper()
	study, err := datasets.OpenFS(fstest.MapFS{
		"datapackage.json": {Data: []byte(descriptor)},
		"measures.csv":     {Data: []byte(measures)},
		"sources.csv":      {Data: []byte(sources)},
		"figures.csv":      {Data: []byte(figures)},
		"statistics.yaml":  {Data: []byte(statistics)},
	}, "clinics")
	if err != nil {
		t.Fatal(err)
	}
	return study
}

// one returns the statistic that an operation makes.
func one(t testing.TB, operation string) *statistic.Result {
	t.Helper()
	set, err := statistic.Load(open(t, "- id: x\n  title: X\n  "+strings.ReplaceAll(operation, "\n", "\n  ")+"\n"))
	if err != nil {
		t.Fatalf("%s: %v", operation, err)
	}
	return set.Get("x")
}

func TestFormulas(t *testing.T) {
	for _, tt := range []struct{ operation, display, formula string }{
		{"ratio: {of: {measure: visit_rate, place: Northland, period: 2018, source: yearbook}, to: {id: rate-all}}",
			"7.57 times", "243 ÷ 32.1 = 7.57, between 7.54 and 7.60 given the rounding"},
		{"change: {from: {id: rate-all}, to: {id: rate-north}}",
			"657%", "(243 − 32.1) ÷ 32.1 = 657%, between 654% and 660% given the rounding"},
		{"change: {from: {id: rate-north}, to: {id: rate-all}}",
			"−86.8%", "(32.1 − 243) ÷ 243 = −86.8%, between −86.84% and −86.74% given the rounding"},
		{"difference: {from: {id: rate-north-2017}, to: {id: rate-north}}",
			"43 per 100,000 inhabitants", "243 − 200 = 43 per 100,000 inhabitants, between 42 and 44 given the rounding"},
		{"difference: {from: {id: share-12}, to: {id: share-range}}",
			"between 0.15 and 0.65 percentage points", "(12.3% to 12.7%) − 12.1%: between 0.15 and 0.65 percentage points"},
		{"share: {of: {id: women}, in: {id: asked}}", "60%", "24 ÷ 40 = 60%"},
		{"share: {of: [{id: women}, {id: men}], in: {id: asked}}", "100%", "(24 + 16) ÷ 40 = 100%"},
		{"share: {of: {id: visits-south}, in: {id: many}}", "less than 0.17%", "3,214 ÷ more than 2,000,000: less than 0.17%"},
		{"complement: {of: {id: share-12}}", "87.9%", "100% − 12.1% = 87.9%, between 87.85% and 87.95% given the rounding"},
		{"sum: {of: [{id: women}, {id: men}]}", "40 persons", "24 + 16 = 40 persons"},
		{"sum: {of: [{id: births-north}, {id: births-south}]}",
			"3,000 births", "17 births + 3 thousand births = 3,000 births, between 2,500 and 3,600 given the rounding"},
		{"rate: {of: {id: visits-north}, in: {id: people-north}, per: 100000}",
			"243 per 100,000 inhabitants", "60,440 ÷ 24,867,600 × 100,000 = 243 per 100,000 inhabitants"},
		{"rate: {of: {id: visits-north}, in: {id: people-north}, per: 100000}\nplaces: 2",
			"243.05 per 100,000 inhabitants", "60,440 ÷ 24,867,600 × 100,000 = 243.05 per 100,000 inhabitants"},
		{"value: {id: share-12}", "12.1%", "12.1%, between 12.05% and 12.15% given the rounding"},
		{"value: {id: share-range}", "between 12.3% and 12.7%", "(12.3% to 12.7%)"},
		{"value: {id: visits-rival}", "between 57,950 and 64,050 visits", "about 61,000 visits"},
		{"value: {id: asked}", "40 persons", "40 persons"},
		{"duration: {from: {id: opened}, to: {id: closed}, unit: day}", "95 days", "from 28 May 2022 to 31 August 2022 = 95 days"},
		{"duration: {from: {id: planned}, to: {id: moved}, unit: month}",
			"27 months", "from May 2014 to August 2016 = 27 months, between 26 and 28 as the dates are known"},
		{"duration: {from: {id: planned}, to: {id: moved}, unit: day}",
			"between 793 and 853 days", "from May 2014 to August 2016: between 793 and 853 days"},
		{"attainable: {fraction: 2/3, of: {id: former}}", "17 or 18 persons", "2/3 × 26 = 17.33, so 17 or 18 persons"},
		{"attainable: {fraction: 1/3, of: {id: came}, hedge: more_than}", "at least 14 persons", "more than 1/3 × 40 = 13.33, so at least 14 persons"},
		{"attainable: {fraction: 1/2, of: {id: former}}", "13 persons", "1/2 × 26 = 13 persons"},
		{"trend: {of: {measure: visit_rate, place: Eastland}, within: 2010/2013}",
			"2.0%", "annual change of 4 values, 2010 to 2013, by a line through their logarithms = 2.0%, between 1.8% and 2.1% given the rounding"},
		{"trend: {of: [{id: r10}, {id: r16}]}", "−5.11%", "(36.5 ÷ 50.0)^(1/6) − 1 = −5.11%, between −5.15% and −5.07% given the rounding"},
		{"standardised_rate: {of: {measure: visits, place: Westland}, in: {measure: inhabitants, place: Westland}, standard: {measure: inhabitants, place: Standard}, by: age, per: 100000}",
			"205 per 100,000 inhabitants", "the sum of standard × events ÷ at risk over 3 groups, per 100,000 = 205 per 100,000 inhabitants"},
	} {
		got := one(t, tt.operation)
		if got.Display() != tt.display {
			t.Errorf("%s\n\tis %q, want %q", tt.operation, got.Display(), tt.display)
		}
		if got.Formula() != tt.formula {
			t.Errorf("%s\n\thas the formula %q\n\twant %q", tt.operation, got.Formula(), tt.formula)
		}
	}
}

// What a program reads: decimals at display precision that hold the value between them, and the sources.
func TestPlainValue(t *testing.T) {
	for _, tt := range []struct{ operation, value, low, high string }{
		{"ratio: {of: {id: rate-north}, to: {id: rate-all}}", "7.57", "7.54", "7.60"},
		{"change: {from: {id: rate-north}, to: {id: rate-all}}", "-86.8", "-86.84", "-86.74"},
		{"share: {of: {id: women}, in: {id: asked}}", "60", "60", "60"},
		{"value: {id: share-range}", "", "12.3", "12.7"},
		{"value: {id: many}", "", "2000000", ""},
		{"rate: {of: {id: visits-north}, in: {id: people-north}, per: 100000}\nplaces: 2", "243.05", "243.04", "243.05"},
	} {
		value, low, high := one(t, tt.operation).PlainValue()
		if value != tt.value || low != tt.low || high != tt.high {
			t.Errorf("%s = %q in [%q, %q], want %q in [%q, %q]", tt.operation, value, low, high, tt.value, tt.low, tt.high)
		}
	}
}

func TestResult(t *testing.T) {
	r := one(t, "ratio: {of: {id: rate-north}, to: {id: rate-all}}")
	if got := r.FormulaASCII(); got != "243 / 32.1 = 7.57, between 7.54 and 7.60 given the rounding" {
		t.Errorf("formula for programs: %q", got)
	}
	if got := r.Value.RatString(); got != "810/107" {
		t.Errorf("value %s, want 810/107", got)
	}
	var sources []string
	for _, s := range r.Sources() {
		sources = append(sources, s.Source.ID+" "+s.Locator)
	}
	if got := strings.Join(sources, "; "); got != "yearbook table 3" {
		t.Errorf("sources %q, want the one table once", got)
	}
	if r.Design != "register" || r.Confidence != nil {
		t.Errorf("design %q, confidence %v: a register has no interval unasked", r.Design, r.Confidence)
	}
}

// NUMERICS.md, "Propagation": a/(a+b) is t/(1+t), and no wider.
func TestRepeatedInputs(t *testing.T) {
	set, err := statistic.Load(open(t, `
- {id: whole, title: W, sum: {of: [{id: rate-north}, {id: rate-all}]}}
- {id: part, title: P, share: {of: {id: rate-north}, in: {statistic: whole}}}
- {id: rest, title: R, complement: {of: {statistic: part}}}
- {id: part-b, title: P, share: {of: {id: rate-all}, in: {statistic: whole}}}
- {id: both, title: B, sum: {of: [{statistic: part}, {statistic: part-b}]}}
- {id: itself, title: I, ratio: {of: {id: rate-all}, to: {id: rate-all}}}
- {id: curved, title: C, sum: {of: [{statistic: up}, {statistic: down}]}}
- {id: up, title: U, ratio: {of: {id: rate-all}, to: {id: rate-north}}}
- {id: down, title: D, ratio: {of: {id: rate-north}, to: {id: rate-all}}}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ id, lo, hi string }{
		{"part", "485000/5493", "487000/5511"}, // 242.5 ÷ (242.5 + 32.15) and 243.5 ÷ (243.5 + 32.05), in percent
		{"rest", "64100/5511", "64300/5493"},   // 100 less those
		{"both", "100", "100"},                 // the parts of a whole fill it
		{"itself", "1", "1"},
	} {
		r := set.Get(tt.id)
		if r.Interval.Lo.RatString() != tt.lo || r.Interval.Hi.RatString() != tt.hi {
			t.Errorf("%s in [%s, %s], want [%s, %s]", tt.id, r.Interval.Lo.RatString(), r.Interval.Hi.RatString(), tt.lo, tt.hi)
		}
	}
	if w := set.Get("curved").Warnings; len(w) == 0 || !strings.Contains(w[0], "more than once") {
		t.Errorf("x + 1/x is not monotone; warnings %q, want one that says the interval may be too wide", w)
	}
	if w := set.Get("part").Warnings; len(w) != 0 {
		t.Errorf("a share of a sum has warnings %q", w)
	}
}

func TestSegments(t *testing.T) {
	// By hand: the line before passes through 50, 51, 52, 53, so 54 in 2014; after it through 40, 38, 36.5
	// with slope −1.75 and 39.9167 at 2014.
	r := one(t, "interrupted_series: {of: {measure: visit_rate, place: Eastland}, at: 2014}")
	want := map[string]string{"slope_before": "1", "slope_after": "-7/4", "level_change": "-169/12", "slope_change": "-11/4"}
	for _, p := range r.Parts {
		if got := p.Value.RatString(); got != want[p.Name] {
			t.Errorf("%s = %s, want %s", p.Name, got, want[p.Name])
		}
		if !p.Interval.Contains(p.Value) {
			t.Errorf("%s: the interval leaves the value out", p.Name)
		}
	}
	if r.Value.RatString() != want["level_change"] || r.Unit.Name != "per 100,000 inhabitants" {
		t.Errorf("the statistic is %s %s", r.Value.RatString(), r.Unit)
	}
	if len(r.Assumes) < 3 || len(r.Warnings) == 0 {
		t.Errorf("assumes %q, warns %q: want every assumption, and that three points after the break are few", r.Assumes, r.Warnings)
	}
}
