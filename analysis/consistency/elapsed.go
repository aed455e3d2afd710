package consistency

import (
	"math/big"
	"strings"
	"time"

	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// Durations between two dates of a sentence, and ages at a date: "from March 2017 to August 2019, more
// than four years"; "born in 1975, she was 44 when she was arrested in 2019". A date written as a year
// is any day of it, so that a duration is a set with a best value, the difference as people reckon it.

// A period is two dates that the words join.
type period struct {
	from, to   quantity.Day
	terms      []*term
	start, end int
}

// checkElapsed judges the durations and ages of a passage.
func (c *checker) checkElapsed(p *passage) {
	periods := p.periods()
	for i := range p.tokens {
		t := p.at(i)
		if t == nil || t.half || t.Ranged {
			continue
		}
		if t.Kind == quantity.Ordinal {
			c.judgeAnniversary(p, i, t)
		}
		switch t.class {
		case span:
			c.judgeDuration(p, i, t, periods)
		case age:
			c.judgeAge(p, i, t)
		case count:
			if p.yearsOld(i) {
				c.judgeAge(p, i, t)
			}
		}
	}
}

// periods finds "from March 2017 to August 2019", "between 2012 and 2018", "(2012–2018)".
func (p *passage) periods() []period {
	var ps []period
	for i := range p.tokens {
		t := p.at(i)
		if t == nil || t.class != moment || t.From.Year == 0 && t.From.Month == 0 {
			continue
		}
		if t.To.Year != 0 || t.To.Month != 0 {
			ps = append(ps, period{from: t.From, to: t.To, terms: []*term{t}, start: i, end: i + 1}.inYear())
			continue
		}
		if w := p.word(i - 1); w != "from" && w != "between" && w != "since" {
			continue
		}
		for j := i + 1; j < len(p.tokens) && j <= i+10 && p.sentence(j) == p.sentence(i); j++ {
			u := p.at(j)
			if u == nil {
				continue
			}
			w := p.word(j - 1)
			joined := w == "to" || w == "until" || w == "till" || w == "through" || w == "and" || p.word(j-2) == "to" || p.word(j-2) == "until" || p.mark(j-1) == '-'
			if u.class == moment && (u.From.Year != 0 || u.From.Month != 0) && joined && (p.word(i-1) != "between" || w == "and" || p.word(j-2) == "and") {
				d := period{from: t.From, to: u.From, terms: []*term{t, u}, start: i, end: j + 1}
				if d = d.inYear(); d.from.Year != 0 && d.to.Year != 0 {
					ps = append(ps, d)
				}
			}
			break
		}
	}
	return ps
}

// judgeDuration holds a duration against a period of its sentence that it restates.
func (c *checker) judgeDuration(p *passage, i int, t *term, periods []period) {
	if d, ok := p.after(i); ok {
		if e, ok := d.elapsed(t.Unit); ok {
			c.decideElapsed(reckoning{rule: ruleElapsed, claim: t, value: e, inputs: d.terms, link: sure, about: "time between two dates"}, d)
		}
		return
	}
	for _, d := range periods {
		if p.sentence(d.start) != p.sentence(i) || !p.lasts(i, d) {
			continue
		}
		e, ok := d.elapsed(t.Unit)
		if !ok {
			continue
		}
		r := reckoning{rule: ruleElapsed, claim: t, value: e, inputs: d.terms, link: sure, about: "time between two dates"}
		c.decideElapsed(r, d)
		return
	}
}

// opener is the word that the period opens with.
func (d period) opener(p *passage) string {
	if text := lower(p.c.text[d.terms[0].Start:d.terms[0].End]); len(d.terms) == 1 {
		if first, _, found := strings.Cut(text, " "); found && (first == "from" || first == "between") {
			return first
		}
	}
	return p.word(d.start - 1)
}

// decideElapsed files a duration against a period.
func (c *checker) decideElapsed(r reckoning, d period) {
	r.formula = strings.TrimPrefix(c.text[d.terms[0].Start:d.terms[0].End], "from ")
	if len(d.terms) > 1 {
		r.formula += " to " + c.text[d.terms[1].Start:d.terms[1].End]
	}
	unit := r.claim.Unit
	r.as = r.claim.inTwoUnits
	rs := []reckoning{r}
	if d.from.Month != 0 && d.to.Month != 0 && r.value.Value != nil && r.claim.claimed.Hedge == number.None {
		// From 1 to 31 January are 31 days, from January to June six months, counting the last one in.
		in := r
		in.value.Value = new(big.Rat).Add(r.value.Value, step(d, unit))
		rs = append(rs, in)
	}
	c.decide(rs)
}

// after reads "in August 2022, four years after the warning of August 2018", "2012 …, six years later, in
// 2018" and "four years passed between the warning of 2018 and the report of 2022": a duration in a
// sentence that names two dates and no more.
func (p *passage) after(i int) (period, bool) {
	from, to := p.bounds(i)
	var ds []*term
	for j := from; j < to; j++ {
		t := p.at(j)
		switch {
		case t == nil:
		case t.class == moment && (t.From.Year == 0 && t.From.Month == 0 || t.To.Year != 0):
			return period{}, false
		case t.class == moment:
			ds = append(ds, t)
		case t.class == span && j != i:
			return period{}, false
		}
	}
	if len(ds) != 2 {
		return period{}, false
	}
	a, b := ds[0], ds[1]
	if p.word(b.tok-1) == "the" && p.word(b.tok+1) != "" {
		return period{}, false // "two years after his arrest in the 2008 case"
	}
	forward := period{from: a.From, to: b.From, terms: ds}.inYear()
	backward := period{from: b.From, to: a.From, terms: []*term{b, a}}.inYear()
	if forward.from.Year == 0 || forward.to.Year == 0 {
		return period{}, false
	}
	if p.beginsAt(a.tok) && p.untilNext(i, b.tok) && a.tok < i {
		return forward, true // broke out in 1914 and lasted four years, until 1918
	}
	if p.endsClause(i) && p.findWord(b.tok, i, "and", "while", "but", "whereas") < 0 {
		switch {
		case p.nearestVerb(a.tok, departures, arrivals) && p.nearestVerb(b.tok, arrivals, departures):
			return forward, true // left on 1 July and reached Goa on 1 October, after a voyage of three months
		case p.nearestVerb(a.tok, closings, reopenings) && p.nearestVerb(b.tok, reopenings, closings):
			return forward, true // closed in 2016 and reopened in 2019
		case p.beginsAt(a.tok) && p.endsAt(b.tok):
			return forward, true // she joined in 1998 and left in 2010, after 12 years
		case p.ends(a.tok) && p.begins(b.tok):
			return backward, true // released in 2019 after three years, having been arrested in 2016
		}
	}
	if w := p.word(i - 1); (w == "spent" || w == "served" || w == "for" || w == "lasted" || w == "took" || w == "needed") && b.tok < i && p.begins(a.tok) && p.ends(b.tok) && (p.word(i+1) != "in" || whiles[p.word(i+2)]) && p.findWord(b.tok, i, "and", "while", "but", "whereas") < 0 {
		return forward, true // arrested in 2010 and freed in 2013, he spent three years
	}
	if w := p.word(i - 1); (w == "lay" || w == "lie" || w == "passed" || w == "elapsed") && p.findWord(from, a.tok, "between") >= 0 && b.tok < i && p.closing(i+1) {
		return forward, true // between the eclipses of 2006 and 2024 lay 18 years
	}
	switch w := p.word(i + 1); {
	case (w == "older" || w == "younger" || w == "earlier" || w == "later") && p.word(i+2) == "than" && a.tok < i && b.tok > i && b.tok-i <= maxIntro:
		if best, ok := forward.best(p.at(i).Unit); ok && best.Sign() < 0 {
			return backward, true
		}
		return forward, true // finished in 1936, 50 years older than the bridge, built in 1986
	case (w == "after" || w == "from") && a.tok < i && b.tok > i && b.tok-i <= maxIntro && i-a.tok <= 3:
		return backward, true
	case (w == "before" || w == "ahead") && a.tok < i && b.tok > i && b.tok-i <= maxIntro && i-a.tok <= 3:
		return forward, true
	case w == "later" && a.tok < i && b.tok > i && b.tok-i <= 5:
		return forward, true
	case w == "later" && b.tok < i && i-b.tok <= 3 && p.closing(i+2):
		return forward, true
	case (w == "passed" || w == "elapsed" || w == "went" || w == "lay" || w == "separate" || w == "separated") && p.findWord(from, a.tok, "between") >= 0 && p.findWord(a.tok, b.tok, "and") >= 0:
		return forward, true
	}
	return period{}, false
}

// inYear gives a date without a year that of the other, or both the same one: from 3 March to 17 March
// 2015; opens on 4 May and closes on 1 June. What would then run backwards runs over the new year.
func (d period) inYear() period {
	if d.from.Month == 0 || d.to.Month == 0 {
		return d
	}
	const common = 2001 // no leap year: between two dates without a year, 29 February is not looked for
	earlier := d.from.Month < d.to.Month || d.from.Month == d.to.Month && d.from.Day <= d.to.Day
	switch {
	case d.from.Year == 0 && d.to.Year == 0:
		d.from.Year, d.to.Year = common, common
		if !earlier {
			d.to.Year++
		}
	case d.from.Year == 0:
		d.from.Year = d.to.Year
		if !earlier {
			d.from.Year--
		}
	case d.to.Year == 0:
		d.to.Year = d.from.Year
		if !earlier {
			d.to.Year++
		}
	}
	return d
}

// endsClause says whether the duration at i is said of all that its sentence tells: "after 12 years",
// "for three months", ": six weeks", with no more of it behind than "later", "in all" or "in detention".
func (p *passage) endsClause(i int) bool {
	if p.at(i).Direction != 0 {
		return false
	}
	switch w := p.word(i - 1); {
	case w == "after" || w == "for" || w == "spent" || w == "served" || w == "lasted" || w == "lasting" || w == "took" || w == "taking":
	case w == "of" && lastings[p.word(i-2)]: // a reign of 15 years, after a voyage of three months
	default:
		if m := p.mark(i - 1); m != ',' && m != ':' && m != '-' && m != '(' {
			return false
		}
	}
	j := i + 1
	if p.word(j) == "to" && making[p.word(j+1)] {
		j += 2
	} else if p.word(j) == "later" || p.word(j) == "on" && p.closing(j+1) || p.anyPhrase(j, totals) > 0 {
		j += max(p.anyPhrase(j, totals), 1)
	} else if p.word(j) == "in" && whiles[p.word(j+1)] {
		j += 2
	}
	return p.closing(j)
}

// making are verbs of what takes a time from its beginning to its end.
var making = list("build complete finish construct make restore repair renovate")

// lastings are nouns of what has a length in time.
var lastings = list("reign voyage period span total time term rule journey stay siege occupation crossing trip ride drive meeting session hearing debate match game operation search detention imprisonment marriage career absence pause delay wait")

// whiles are what lasts from a beginning to its end. Years in opposition or of losses may be some of them.
var whiles = list("detention prison jail custody captivity office operation service power exile hospital care bed orbit space")

// Verbs at the beginning and at the end of what lasts.
var (
	beginnings = list(`taken captured kidnapped arrested detained jailed imprisoned abducted seized began begun begin begins started starts start opened opens launched introduced imposed declared
		signed ratified enacted became married wed founded appointed joined entered enrolled hired elected married employed moved arrived admitted interned deported established inaugurated commissioned`)
	endings = list(`freed released ended ends end finished finishes stopped lifted closed closes completed abolished repealed acquitted dissolved dismissed disbanded
		lapsed folded left leaves over called shut resigned retired quit divorced separated graduated demolished discharged expired fired decommissioned dismantled concluded`)
)

// begins and ends say whether the date at token i is that of a beginning or an end.
func (p *passage) begins(i int) bool { return p.nearestVerb(i, beginnings, endings) }
func (p *passage) ends(i int) bool   { return p.nearestVerb(i, endings, beginnings) }

// beginsAt and endsAt also know "since" and "until".
func (p *passage) beginsAt(i int) bool {
	return p.begins(i) || p.word(i-1) == "since" || p.word(i-1) == "from" || p.findWord(i-6, i, "broke", "took") >= 0 && p.findWord(i-6, i, "out", "over", "office") >= 0
}

func (p *passage) endsAt(i int) bool {
	return p.ends(i) || p.opensBuilt(i) || p.findWord(i-4, i, "until", "till") >= 0
}

// opensBuilt says whether the date at i is when something begun before was opened: begun in 1931 and opened in 1937.
func (p *passage) opensBuilt(i int) bool {
	from, _ := p.bounds(i)
	return p.findWord(i-4, i, "opened", "inaugurated") >= 0 && p.findWord(from, i, "begun", "began", "started") >= 0
}

// Words of what is out of use between two dates.
var (
	closings   = list("closed shut suspended halted stopped interrupted")
	reopenings = list("reopened resumed restored reinstated restarted relaunched")
)

// untilNext says whether the duration at i is followed by "until" and the date at token b: "for 30 years, until
// 2005".
func (p *passage) untilNext(i, b int) bool {
	k := i + 1
	if p.mark(k) == ',' {
		k++
	}
	w := p.word(i - 1)
	return (p.word(k) == "until" || p.word(k) == "till") && b > k && b <= k+2 && (w == "for" || w == "lasted" || w == "lasting" || w == "ran" || w == "another")
}

// Verbs of setting out and of getting there.
var (
	departures = list("left leaves sailed departed set embarked")
	arrivals   = list("reached reaches arrived arrives landed docked returned")
)

// nearestVerb says whether a verb of the first kind stands before token i in its clause, and none of the
// other kind after it.
func (p *passage) nearestVerb(i int, of, other words) bool {
	for j := i - 1; j >= i-6 && p.sentence(j) == p.sentence(i); j-- {
		switch {
		case of[p.word(j)]:
			return true
		case other[p.word(j)] || p.at(j) != nil && p.at(j).class == moment:
			return false
		}
	}
	return false
}

// judgeAnniversary holds "its 30th anniversary in 2017" against "founded in 1987".
func (c *checker) judgeAnniversary(p *passage, i int, t *term) {
	if w := p.word(i + 1); w != "anniversary" && w != "birthday" || p.word(i+2) == "of" {
		return
	}
	from, to := p.bounds(i)
	var years []*term
	for j := from; j < to; j++ {
		if d := p.at(j); d != nil && d.class == moment && d.From.Year != 0 && d.To.Year == 0 {
			years = append(years, d)
		}
	}
	n, whole := t.Value.Coefficient()
	if len(years) != 2 || !whole || n <= 0 || p.find(years[0].tok-5, years[0].tok, origins) < 0 || years[1].tok-i > 6 && i > years[0].tok {
		return
	}
	want := int64(years[1].From.Year - years[0].From.Year)
	f := c.finding(t, ruleElapsed)
	f.Evidence = []finding.Evidence{c.evidence(years[0]), c.evidence(years[1])}
	f.Formula = number.New(int64(years[1].From.Year), 0).String() + " − " + number.New(int64(years[0].From.Year), 0).String() + " = " + number.New(want, 0).String()
	f.Value = number.New(want, 0).String()
	if n == want {
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		c.add(f, sure)
		return
	}
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Value, finding.Slip
	f.Message = disagreement(f)
	c.add(f, sure)
}

// origins are verbs whose date an anniversary counts from.
var origins = list("married wed founded established born created formed opened built launched set started begun since signed adopted")

// lasts says whether the duration at i is said of the period: in apposition behind it, or with it right
// behind: "for six years, from 2012 to 2018", "the six years between 2012 and 2018".
func (p *passage) lasts(i int, d period) bool {
	if p.word(i+1) == "of" || p.word(i+1) == "later" || p.word(i+1) == "before" || p.word(i+1) == "after" || p.word(i+1) == "earlier" || p.word(i+1) == "ago" || p.word(i+1) == "old" || p.word(i-1) == "every" || p.word(i-1) == "age" {
		return false
	}
	if i >= d.end {
		left, _ := p.restated(i)
		for _, w := range []string{"or", "that is", "a period of", "a total of", "for", "lasting", "a span of", "i.e.", "in just", "in only", "just", "only"} {
			if n := p.endsWith(i, w); n > 0 && left < 0 && (n > 1 && w[:2] != "in" || w == "lasting" || p.mark(i-n-1) != 0) {
				left = i - n - 1
			}
		}
		if p.mark(left) == ',' && p.phrase(left-2, "that is") {
			left -= 3
		}
		if p.word(i-1) == "of" && lastings[p.word(i-2)] && p.mark(i-4) != 0 {
			left = i - 4 // , a reign of 23 years
		}
		if left >= d.end && left-d.end <= 2 && p.closing(i+1) {
			return true
		}
		// "Between 2012 and 2016 four years passed."
		return i == d.end+1 && p.mark(d.end) == ',' && (p.word(i+1) == "passed" || p.word(i+1) == "elapsed" || p.word(i+1) == "went") ||
			i == d.end && (p.word(i+1) == "passed" || p.word(i+1) == "elapsed" || p.word(i+1) == "went")
	}
	for k := i + 1; k < d.start; k++ {
		if p.at(k) != nil || p.mark(k) == ';' || p.mark(k) == ':' {
			return false
		}
	}
	gap := d.start - i
	switch d.opener(p) {
	case "between":
		return gap <= 6 && (p.word(i-1) == "the" || p.word(i+1) == "passed" || p.word(i+1) == "elapsed" || p.word(i+1) == "went")
	case "from":
		return gap <= 8 && (p.word(i-1) == "for" || p.word(i-1) == "lasted" || p.word(i-1) == "spent" || p.word(i-1) == "took" || p.word(i-1) == "served" || p.word(i-1) == "the" || p.word(i-1) == "ran")
	}
	return p.mark(d.start-1) == '(' && gap <= 4 && len(d.terms) == 1
}

// elapsed is the time between the dates in a unit: the best value by the parts written, and every value
// that the parts left out allow. People count the last day, month or year with or without.
func (d period) elapsed(unit string) (number.Evidence, bool) {
	best, ok := d.best(unit)
	if !ok || best.Sign() < 0 {
		return number.Evidence{}, false
	}
	lo, hi := d.widest(unit)
	inclusive := new(big.Rat).Add(best, step(d, unit))
	set := number.Closed(lo, hi).Hull(number.Point(inclusive))
	return number.Evidence{Value: best, Set: set.Hull(number.Point(best))}, true
}

// months and days per unit.
var (
	monthsPer = map[string]int64{"month": 1, "year": 12, "decade": 120}
	daysPer   = map[string]int64{"day": 1, "week": 7, "night": 1}
)

// averageMonth is the length of a month in days over 400 years: 146,097 / 4,800.
var averageMonth = big.NewRat(146097, 4800)

// best is the difference of the parts that both dates have.
func (d period) best(unit string) (*big.Rat, bool) {
	months := int64(d.to.Year-d.from.Year) * 12
	if d.from.Month != 0 && d.to.Month != 0 {
		months += int64(d.to.Month - d.from.Month)
	}
	if per := monthsPer[unit]; per > 0 {
		v := big.NewRat(months, per)
		if d.from.Day != 0 && d.to.Day != 0 {
			v = new(big.Rat).Quo(big.NewRat(d.days(), 1), averageMonth)
			v.Quo(v, big.NewRat(per, 1))
			if d.from.Day == d.to.Day {
				v = big.NewRat(months, per)
			}
		}
		return v, true
	}
	per := daysPer[unit]
	if per == 0 {
		return nil, false
	}
	if d.from.Day != 0 && d.to.Day != 0 {
		return big.NewRat(d.days(), per), true
	}
	v := new(big.Rat).Mul(big.NewRat(months, 1), averageMonth)
	return v.Quo(v, big.NewRat(per, 1)), true
}

// days is the number of days between two full dates.
func (d period) days() int64 { return int64(last(d.to).Sub(first(d.from)).Hours() / 24) }

// widest is the least and the greatest time between the two dates as far as they are written.
func (d period) widest(unit string) (lo, hi *big.Rat) {
	shortest := first(d.to).Sub(last(d.from)).Hours() / 24
	longest := last(d.to).Sub(first(d.from)).Hours() / 24
	per := new(big.Rat).SetInt64(daysPer[unit])
	if m := monthsPer[unit]; m > 0 {
		per.Mul(averageMonth, big.NewRat(m, 1))
	}
	lo = new(big.Rat).Quo(big.NewRat(max(int64(shortest), 0), 1), per)
	return lo, new(big.Rat).Quo(big.NewRat(int64(longest), 1), per)
}

// step is one unit of the coarser date: what counting the last one in adds.
func step(d period, unit string) *big.Rat {
	days := big.NewRat(1, 1)
	switch {
	case d.from.Month == 0 || d.to.Month == 0:
		days.Mul(averageMonth, big.NewRat(12, 1))
	case d.from.Day == 0 || d.to.Day == 0:
		days.Set(averageMonth)
	}
	if m := monthsPer[unit]; m > 0 {
		return days.Quo(days.Quo(days, averageMonth), big.NewRat(m, 1))
	}
	return days.Quo(days, big.NewRat(daysPer[unit], 1))
}

// first and last are the first and the last day that a date can mean.
func first(d quantity.Day) time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

func last(d quantity.Day) time.Time {
	switch {
	case d.Day != 0:
		return first(d)
	case d.Month != 0:
		return first(d).AddDate(0, 1, -1)
	}
	return first(d).AddDate(1, 0, -1)
}

// judgeAge holds an age against a date of birth and the date at which it is said to be reached.
func (c *checker) judgeAge(p *passage, i int, t *term) {
	from, to := p.bounds(i)
	var birth, event *term
	thing := false // a building, which may be older than people
	for j := from; j < to; j++ {
		d := p.at(j)
		if d == nil || d.class != moment || d.From.Year == 0 || d.To.Year != 0 {
			continue
		}
		built := p.find(j-4, j, origins) >= 0 && p.findWord(from, i, "who", "he", "she") < 0 && strings.HasSuffix(lower(p.c.text[t.Start:t.End]), " old")
		built = built && p.phrase(i+1, "when it") && !p.otherClause(j, i)
		thing = thing || built
		if built || p.findWord(j-4, j, "born", "birth", "b") >= 0 {
			if birth != nil {
				return
			}
			birth = d
			continue
		}
		if event != nil {
			return // two events: which one the age is of, the words may not say
		}
		event = d
	}
	if birth == nil && event == nil {
		birth, event = p.lifetime(i, from)
	}
	if birth == nil || event == nil || t.Hedge != number.None || strings.Contains(t.Unit, "month") || birth != event && p.otherClause(min(i, event.tok)+1, max(i, event.tok)) {
		return
	}
	d := period{from: birth.From, to: event.From}
	if birth == event {
		d.to = event.To
	}
	youngest, oldest := years(last(d.from), first(d.to)), years(first(d.from), last(d.to))
	v, whole := t.Value.Coefficient()
	if !whole || t.Value.Place() != 0 || youngest < 0 || oldest > 130 && !thing {
		return
	}
	f := c.finding(t, ruleElapsed)
	f.Evidence = []finding.Evidence{c.evidence(birth), c.evidence(event)}
	f.Formula = "from " + c.text[birth.Start:birth.End] + " to " + c.text[event.Start:event.End] + " = " + number.New(int64(youngest), 0).String()
	if oldest != youngest {
		f.Formula += " or " + number.New(int64(oldest), 0).String()
	}
	f.Formula += " years"
	f.Low, f.High = number.New(int64(youngest), 0).String(), number.New(int64(oldest), 0).String()
	if v >= int64(youngest) && v <= int64(oldest) {
		f.Verdict, f.Reason = finding.Supported, finding.Exact
		c.add(f, sure)
		return
	}
	f.Verdict, f.Reason, f.Grade = finding.Refuted, finding.Value, finding.Slip
	f.Message = "“" + f.Text + "” does not agree with the two dates: " + f.Formula + "; is one of them another date?"
	c.add(f, sure)
}

// otherClause says whether a clause begins among the tokens between an age and the event that it may be of.
func (p *passage) otherClause(from, to int) bool {
	return p.findMark(from, to, ';') >= 0 || p.findWord(from, to, "that", "which", "who", "whose", "and", "but") >= 0
}

// yearsOld says whether the bare number at i is how old the subject was: she was 72 when she died.
func (p *passage) yearsOld(i int) bool {
	t := p.at(i)
	if t.Counted != "" || t.Unit != "" || t.Ranged || t.Den > 0 || t.claimed.Number().Cmp(big.NewRat(125, 1)) > 0 {
		return false
	}
	switch p.word(i - 1) {
	case "was", "is", "turned", "aged", "were":
		return p.word(i+1) == "when" || p.word(i+1) == "at" || p.closing(i+1)
	}
	return false
}

// lifetime finds the years of a life in brackets, "the poet (1888–1935)", for the age of death at token i.
func (p *passage) lifetime(i, from int) (birth, event *term) {
	if p.findWord(i-6, i, "died", "death", "lived", "dying", "aged") < 0 {
		return nil, nil
	}
	for j := from; j < i; j++ {
		if t := p.at(j); t != nil && t.class == moment && t.From.Year != 0 && t.To.Year != 0 && p.mark(j-1) == '(' && p.mark(j+1) == ')' {
			if birth != nil {
				return nil, nil
			}
			birth, event = t, t
		}
	}
	return birth, event
}

// years counts birthdays from one day to another.
func years(from, to time.Time) int {
	n := to.Year() - from.Year()
	if to.Month() < from.Month() || to.Month() == from.Month() && to.Day() < from.Day() {
		n--
	}
	return n
}
