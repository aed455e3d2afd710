package consistency

import (
	"math/big"
	"strconv"
	"strings"

	"recount/analysis/number"
	"recount/analysis/quantity"
)

// Times of day: "kicked off at 7.45 p.m. and finished at 10.20 p.m., two hours and 35 minutes later", "open
// from 7 a.m. to 8 p.m., thirteen hours in all", "dialled at 14:05. The crew arrived at 14:52, 47 minutes
// after the call". Two times and one duration of a sentence, or of two, belong together where the words say
// that the one lies between the others. What ends before it begins ends on the next day.

// checkClock judges the durations of a passage against two times of day.
func (c *checker) checkClock(p *passage) {
	for i := range p.tokens {
		t := p.num(i)
		if t == nil || t.class != span || t.Ranged || t.half || dayLength(t.Unit) == nil {
			continue
		}
		a, b := p.twoTimes(i)
		if a == nil {
			continue
		}
		if w := p.word(i + 1); (w == "after" || w == "since") && a.tok < i && b.tok > i {
			a, b = b, a // ended at 1.10, three hours after it began at 9.40
		}
		link := p.betweenTimes(i, a, b)
		if link == unsure {
			continue
		}
		seconds := clockSeconds(b) - clockSeconds(a)
		if seconds <= 0 {
			seconds += 24 * 3600
		}
		r := reckoning{rule: ruleElapsed, claim: t, inputs: []*term{a, b}, link: link, about: "time between two times of day", as: t.inTwoUnits}
		r.value = number.Exactly(new(big.Rat).Mul(big.NewRat(seconds, 24*3600), new(big.Rat).Inv(dayLength(t.Unit))))
		r.formula = c.text[a.Start:a.End] + " to " + c.text[b.Start:b.End]
		if t.per == 0 && t.Unit == "hour" && seconds%3600 != 0 {
			r.as = func(*big.Rat) string { return hoursMinutes(seconds) }
		}
		r.wording = r.as(new(big.Rat).Quo(r.value.Value, r.claim.one))
		c.decide([]reckoning{r})
	}
}

// dayLength is a unit shorter than a day as a part of one, nil for others.
func dayLength(unit string) *big.Rat {
	switch unit {
	case "hour":
		return big.NewRat(1, 24)
	case "minute":
		return big.NewRat(1, 24*60)
	case "second":
		return big.NewRat(1, 24*3600)
	}
	return nil
}

func clockSeconds(t *term) int64 {
	return int64(t.From.Year)*3600 + int64(t.From.Month)*60 + int64(t.From.Day)
}

func hoursMinutes(seconds int64) string {
	s := plural(big.NewRat(seconds/3600, 1), "hour")
	return s + " " + strconv.FormatInt(seconds%3600/60, 10) + " minutes"
}

// twoTimes are the two times of day that the duration at i may lie between: those of its sentence, with those of
// the one before if it has fewer. There must be no third, and no second duration of hours.
func (p *passage) twoTimes(i int) (a, b *term) {
	from, to := p.bounds(i)
	times, ok := p.timesIn(from, to, i)
	if ok && len(times) == 1 && from > 0 {
		before, end := p.bounds(from - 1)
		var others []*term
		others, ok = p.timesIn(before, end, i)
		times = append(others, times...)
	}
	if !ok || len(times) != 2 || zoned(p, times[0].tok, to) {
		return nil, nil
	}
	return times[0], times[1]
}

// timesIn collects the times of day among the tokens; it is false if another duration stands beside them.
func (p *passage) timesIn(from, to, i int) (times []*term, ok bool) {
	for j := from; j < to; j++ {
		t := p.at(j)
		switch {
		case t == nil || j == i:
		case t.Kind == quantity.Time:
			times = append(times, t)
		case t.class == span, t.class == moment && p.word(j-1) == "on":
			return nil, false
		}
	}
	return times, true
}

// timed are events that a time of day is told of, by their nouns and verbs.
var timed = list(`call alarm alert start kick-off departure take-off launch beginning opening explosion blast collision crash accident quake earthquake tremor report
	arrival began started left set`)

// zones are words for times that are not of one place.
var zones = list("gmt utc est edt cst cdt mst pst pdt cet cest bst zone zones timezone flight flights plane jet airliner landed")

func zoned(p *passage, from, to int) bool {
	start, _ := p.bounds(from)
	return p.find(start, to, zones) >= 0 || p.findWord(start, to, "local") >= 0
}

// betweenTimes says how firmly the words say that the duration at i lies between the two times.
func (p *passage) betweenTimes(i int, a, b *term) strength {
	next, before := p.word(i+1), p.word(i-1)
	switch {
	case next == "of" || next == "before" && i > max(a.tok, b.tok) || next == "old" || next == "late" || next == "early" || before == "every" || before == "another":
		return unsure
	case next == "later":
		if p.word(i+2) == "than" {
			return unsure
		}
		return sure
	case next == "before" && a.tok < i && b.tok > i:
		return sure
	case next == "after":
		for k := i + 2; k <= i+4; k++ {
			if timed[p.word(k)] || p.word(k) == "it" || p.word(k) == "they" || strings.HasSuffix(p.word(k), "ing") {
				return sure
			}
		}
		return possible // after the police, who came at a third time
	}
	j := i + 1
	if (p.word(j) == "a" || p.word(j) == "per" || p.word(j) == "each" || p.word(j) == "every") && p.word(j+1) == "day" {
		j += 2
	} else if n := p.anyPhrase(j, totals); n > 0 {
		j += n
	}
	if before == "after" && (p.word(j) == "on" || p.word(j) == "by") && p.closing(j+2) {
		j += 2 // after five hours on foot
	}
	if !p.closing(j) || i < b.tok {
		return unsure
	}
	joined := p.mark(i-1) == ',' || p.mark(i-1) == '(' || p.mark(i-1) == '-' || p.mark(i-1) == ':' || before == "for" || before == "after" ||
		before == "makes" || before == "made" || before == "making" || before == "lasted" || before == "lasting" || before == "took" || before == "or" || before == "of" && lastings[p.word(i-2)]
	if !joined {
		if before == "worked" || before == "waited" || before == "slept" || before == "walked" || before == "driven" || before == "played" {
			return possible
		}
		return unsure
	}
	return sure
}
