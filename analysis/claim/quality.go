package claim

import (
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
)

// A quality is what a superlative says of its measure: which end of the order, and what it is an order of.
type quality struct {
	sign int
	kind string
}

// qualities are the superlatives that mean one sort of measure: the dearest is first by price. Behind "most" and
// "least" stand adjectives.
var qualities = map[string]quality{
	"dearest": {1, "price|rent|fare"}, "costliest": {1, "price|rent|fare"}, "priciest": {1, "price|rent|fare"}, "cheapest": {-1, "price|rent|fare"}, "expensive": {1, "price|rent|fare"}, "costly": {1, "price|rent|fare"}, "affordable": {-1, "price|rent|fare"},
	"fastest": {-1, "time"}, "quickest": {-1, "time"}, "slowest": {1, "time"},
	"busiest": {1, "traffic"}, "quietest": {-1, "traffic"}, "popular": {1, "traffic"},
	"wettest": {1, "rainfall"}, "rainiest": {1, "rainfall"}, "driest": {-1, "rainfall"}, "sunniest": {1, "sunshine"}, "snowiest": {1, "snow"},
	"warmest": {1, "temperature"}, "hottest": {1, "temperature"}, "coldest": {-1, "temperature"}, "coolest": {-1, "temperature"}, "mildest": {1, "temperature"},
	"deadliest": {1, "death"}, "safest": {-1, "death"}, "populous": {1, "population"}, "punctual": {1, "on time"}, "reliable": {1, "on time"}, "productive": {1, "yield"},
	"best": {1, "merit"}, "worst": {-1, "merit"}, "poorest": {-1, "merit"}, "weakest": {-1, "merit"}, "strongest": {1, "merit"},
}

// traffic is what makes a place busy.
var traffic = stemSet("passengers passenger visitors visits visitor calls callouts attendance admissions flights departures arrivals sailings vehicles journeys customers patients traffic guests spectators trains")

// good and bad are what one would have more of, and less of.
var (
	good = stemSet("points wins won victories scored punctuality coverage turnout attendance pass profit surplus medals graduates rescued vaccinated recycled satisfaction")
	bad  = stemSet(`conceded cancelled cancellations delays delayed late wait waiting waits deaths killed accidents crashes absence absences crime crimes offences unemployment unemployed
		jobless complaints injuries injured errors leaks leakage emissions missing alarms defeats losses lost response poverty dropout dropouts overdue`)
)

// late are the stems of what is not on time.
var late = stemSet("late delayed delays delay cancelled")

// stemSet is wordSet by stems.
func stemSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range wordSet(list) {
		m[words.Stem(w)] = true
	}
	return m
}

// orders says which way a quality ranks the figures of a measure: 1 if the largest has most of it, −1 if the
// smallest has, 0 if the measure is no order of it.
func (q quality) orders(m *measure) int {
	if m.own || len(m.obs) == 0 {
		return 0
	}
	switch q.kind {
	case "time":
		if m.class == clsTime {
			return q.sign
		}
	case "traffic":
		if m.class == clsCount && slices.ContainsFunc(m.names, func(p []string) bool { return traffic[p[len(p)-1]] || traffic[p[0]] }) {
			return q.sign
		}
	case "merit":
		switch better := merit(m); {
		case better != 0:
			return q.sign * better
		}
	default:
		if q.kind == "on time" && m.class == clsShare && slices.ContainsFunc(m.names, func(p []string) bool { return late[p[0]] }) {
			return -q.sign
		}
		for _, kind := range strings.Split(q.kind, "|") {
			if slices.ContainsFunc(words.Kin(kind), func(r words.Relative) bool {
				return len(r.Stems) == 1 && !r.Loose && slices.ContainsFunc(m.names, func(p []string) bool { return slices.Contains(p, r.Stems[0]) })
			}) {
				return q.sign
			}
		}
	}
	return 0
}

// merit is 1 if more of a measure is better, −1 if less is, 0 if nobody can tell.
func merit(m *measure) int {
	sign := 0
	for _, p := range m.names {
		for _, stem := range p {
			switch {
			case bad[stem]:
				return -1
			case good[stem]:
				sign = 1
			}
		}
	}
	if slices.ContainsFunc(m.names, func(p []string) bool { return slices.Equal(p, words.Stems("on time")) }) {
		sign = 1
	}
	return sign
}

// qualified is the measure that a quality ranks, and which way: the one that the sentence names, else the only one of
// the table; −1 where there are two.
func (x *index) qualified(sc *scope, q quality) (id int32, sign int) {
	var told, all []int32
	for k := range x.measures {
		if q.orders(&x.measures[k]) == 0 {
			continue
		}
		all = append(all, int32(k))
		if sc.measures[int32(k)] >= 0.6 {
			told = append(told, int32(k))
		}
	}
	if len(told) == 0 && q.kind != "merit" {
		told = all
	}
	if len(told) != 1 {
		return -1, 0
	}
	return told[0], q.orders(&x.measures[told[0]])
}
