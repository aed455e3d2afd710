package report

// A Rule is one rule by which numbers are judged, in words for people.
type Rule struct {
	ID      string
	Title   string
	Text    string
	Example string
}

// Rules are all rules that a finding can name, in the order of a reader's questions: numbers as written,
// hedges, comparisons, what a text says against itself, and what is left alone.
var Rules = []Rule{
	{"rounding", "A number without a hedge",
		"A written number claims what rounds to it: 32.1 admits everything from 32.05 to 32.15. Noughts at the end of a number of 1,000 or more, or of one with a scale word, may be rounding; a smaller whole number is exact.",
		"“about 32 per 100,000” and “32 per 100,000” both agree with 32.1; “40 interviews” does not agree with 38."},
	{"approx", "about, around, roughly, some",
		"Agrees with what rounds to the number, or lies within 5 percent of it.",
		"“some 300” agrees with 290; it does not agree with 250."},
	{"nearly", "nearly, almost, just under, close to",
		"The figure must fall short of the number, by a sixth of it at most.",
		"“nearly 50” agrees with 47; it does not agree with 51, nor with 40."},
	{"more_than", "more than, over, above; just over",
		"The figure must exceed the number. If it is twice the number or more, a note says so. “Just over” also promises to stay within a sixth.",
		"“more than 40” agrees with 42, and with 90 with a note; it does not agree with 40."},
	{"at_least", "at least, no fewer than",
		"The figure must reach the number.",
		"“at least 40” agrees with 40."},
	{"less_than", "less than, fewer than, under, below",
		"The figure must stay below the number. If it is half the number or less, a note says so.",
		"“fewer than 100” agrees with 87."},
	{"at_most", "at most, up to, no more than, as many as",
		"The figure must not exceed the number. “Up to” and “as many as” promise that somebody reaches it.",
		"“up to 20” agrees with 18."},
	{"range", "between a and b",
		"The figure must lie in the range, ends included. A range whose low end is above its high end is a question in itself.",
		"“between 10 and 20 percent” agrees with 12.1 percent."},
	{"vague", "dozens, hundreds, several, tens of thousands",
		"A vague plural admits a range: dozens are 24 to 119, hundreds 200 to 999, several 2 to 9. Two vague words of one order bear each other out.",
		"“dozens of groups” agrees with 37."},
	{"fraction", "half, a third, two in five, one in eight",
		"The nearest count of the group must round to the fraction; without a group the figure must be nearer to it than to a neighbouring fraction, within one twelfth. After “more than” or “less than” the fraction is exact.",
		"“two-thirds of the 26” agrees with 17, which is 65 percent; “one in eight” agrees with 12.1 percent."},
	{"times", "N times, N-fold, double, half",
		"A ratio is computed from the two figures and rounded as it was written. “N times more” is read as N times as many, as the press means it, with a note.",
		"243 ÷ 32.1 = 7.57: “7.6 times” and “more than seven times” agree; “nine times” does not."},
	{"change", "rose or fell by p percent",
		"The change is measured against where it began. A fall cannot exceed 100 percent.",
		"From 5,081 to 2,164 is a fall of 57.4 percent."},
	{"difference", "percentage points, so many more or fewer",
		"A difference of two percentages is in percentage points; a difference of two counts is a count.",
		"From 4.0 to 6.8 percent is 2.8 percentage points, or 70 percent."},
	{"direction", "rose, fell, with no number",
		"The sign of the change between the periods named must go the way of the verb.",
		"“fell sharply in 2018” does not agree with a rise from 20,367 to 60,440."},
	{"rank", "the highest, the lowest",
		"The figure is held against those of all other places in the table.",
		"“the lowest rate of the four provinces” agrees if no other is lower."},
	{"ratio", "One number as a multiple or part of another in the text",
		"Where a passage gives both numbers and what they make of each other, the arithmetic is done again.",
		"“1.5 million of the 12 million, one in eight”: 12 ÷ 1.5 = 8 agrees."},
	{"share-of-count", "x of y, and its percentage",
		"Where a text gives a count, its base and the percentage, the percentage is computed from the counts, given the rounding of each.",
		"“17 of 26, or 65 percent” agrees; “or 71 percent” does not."},
	{"attainable-share", "The percentage of a small group",
		"A percentage of so many people can take only so many values. One that no whole count gives is questioned.",
		"Of 26 people 65 percent are 17; no count gives 67 percent."},
	{"sum", "Parts and their total", "Parts that a passage adds up must give its total, given the rounding of each.",
		"“24 women and 16 men, 40 in all” agrees."},
	{"shares-sum", "Shares of one whole", "The shares of all answers must add up to 100, give or take the rounding of each.",
		"34 + 34 + 33 = 101 agrees: three rounded shares can."},
	{"rate", "Events per so many", "Where a text gives the events and the population, the rate is computed again.",
		"48 deaths among 400,000 people are 12 per 100,000."},
	{"mean", "Averages and amounts for each", "Where a text gives the values, or a whole and how many share it, the average is computed again, given the rounding of each.",
		"“24 bottles cost 36 euros, or 1.50 euros a bottle” agrees."},
	{"conversion", "The same in another unit", "A length, weight, area, temperature or share said again in another unit is converted, with the rounding usual in brackets.",
		"“26 km (16 miles)” agrees; “26 km (20 miles)” does not."},
	{"part-of-whole", "A part inside its whole", "A part cannot be larger than what it is part of.",
		"“21 of those 17” is questioned."},
	{"elapsed", "The time between two dates", "Where a text gives two dates, or two times of day, and the time between them, the time is computed again.",
		"March 2017 to August 2019 is 29 months."},
	{"said-twice", "The same fact twice", "Where a text states one fact in the same words with different numbers, both places are shown.",
		"“40 interviews” and, further down, “42 interviews”."},
	{"impossible", "What no data could bear out", "Shares of a whole above 100 percent, falls of more than 100 percent, counts of people that are no whole number.",
		"A fall of 134.8 percent."},
	{"test-result", "Test results in APA style", "The p-value is computed from the statistic and its degrees of freedom, given the rounding of both; one-tailed tests are noted.",
		"t(60) = 4.10, p < .001 agrees."},
	{"own-table", "The document's own tables", "Totals are held against columns, percentages against counts, and the prose against the cells that it names.",
		"“Table 3 shows 412 cases” is held against Table 3."},
	{"undecided", "When recount cannot tell",
		"Nothing in the study is about the number (no-data); it could be about several figures that differ (ambiguous); the rounding of the figures decides it (straddles); or it is no statistic: a date in passing, a section number, a figure of speech (not-a-statistic). Agreement in value alone never makes a link.",
		"“In 2018 …” is a year, not a claim."},
}

// RuleByID returns the rule with this id.
func RuleByID(id string) (Rule, bool) {
	for _, r := range Rules {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}
