package chart

import "math"

// The charts of the tests: one of each kind, from rows of the shipped study.

func at(x float64, text string) Value { return At(x, text) }

func bound(lo, hi float64, text string) Value {
	return Value{X: math.NaN(), Lo: lo, Hi: hi, Text: text, Quoted: true}
}

func years(from int, values ...float64) (times []float64) {
	for i := range values {
		times = append(times, float64(from+i))
	}
	return times
}

func plain(texts []string, values ...float64) (vs []Value) {
	for i, v := range values {
		vs = append(vs, At(v, texts[i]))
	}
	return vs
}

const assessment = "Source: UN assessment (OHCHR), 31 August 2022, "

var inf = math.Inf(1)

func samples() map[string]*Chart {
	xj := []float64{15.99, 14.99, 15.32, 15.84, 16.44, 15.59, 15.35, 15.88, 10.69, 8.14}
	cn := []float64{11.90, 11.93, 12.10, 12.08, 12.38, 12.07, 12.95, 12.43, 10.94, 10.48}
	xjText := []string{"15.99", "14.99", "15.32", "15.84", "16.44", "15.59", "15.35", "15.88", "10.69", "8.14"}
	cnText := []string{"11.90", "11.93", "12.10", "12.08", "12.38", "12.07", "12.95", "12.43", "10.94", "10.48"}
	peak := make([]bool, 10)
	peak[7] = true
	return map[string]*Chart{
		"bar": {
			Kind:     Bar,
			Title:    "Xinjiang’s reported sterilization rate in 2018 was 7.6 times the rate for all of China",
			Subtitle: "Sterilizations per 100,000 inhabitants, 2018",
			Source:   assessment + "para 108, from the China health yearbook 2019. Data: xinjiang 1.0.0, sterilizations.csv.",
			Series:   []Series{{Values: []Value{at(243, "243"), at(32.1, "32.1")}}}, Categories: []string{"Xinjiang", "China"},
		},
		"bar-grouped": {
			Kind:       Bar,
			Title:      "More countries have backed China’s policies than have criticized them in most rival statements at the UN",
			Subtitle:   "Countries that signed joint letters or statements on Xinjiang, by session",
			Source:     "Source: 12 reports, named in the table. Data: xinjiang 1.0.0, un_positions.csv.",
			Categories: []string{"Jul 2019", "Oct 2019", "Oct 2020", "Oct 2021", "Jun 2022", "Oct 2022", "Oct 2024"},
			Series: []Series{
				{Name: "critical", Values: []Value{at(22, "22"), at(23, "23"), at(39, "39"), at(43, "43"), at(47, "47"), at(50, "50"), at(15, "15")}},
				{Name: "supportive", Values: []Value{at(50, "50"), at(54, "54"), at(45, "45"), at(62, "62"), at(69, "69"), at(66, "66"), at(80, "80")}},
			},
		},
		"line": {
			Kind:     Line,
			Title:    "Xinjiang’s birth rate fell by 48.7% from 2017 to 2019",
			Subtitle: "Live births per 1,000 inhabitants a year, 2010 to 2019",
			Source:   assessment + "para 107 and its chart. Data: xinjiang 1.0.0, births.csv and events.csv.",
			Series: []Series{
				{Name: "Xinjiang", Times: years(2010, xj...), Values: plain(xjText, xj...), Label: peak},
				{Name: "China", Times: years(2010, cn...), Values: plain(cnText, cn...)},
			},
			Events: []Event{
				{At: 2014.37, End: 2014.37, Date: "May 2014", Label: "Strike Hard campaign launched"},
				{At: 2017.57, End: 2017.57, Date: "28 July 2017", Label: "Xinjiang family planning regulation amended"},
			},
		},
		"dots": {
			Kind:      Dots,
			Title:     "Xinjiang’s share of China’s population: 1.78% by the year-end counts, quoted as 1.5% to 2%",
			Subtitle:  "Share of China’s population living in Xinjiang, as quoted; line: recomputed for 2018",
			Source:    "Source: reports named at the rows; year-end populations of Xinjiang and China, 2018. Data: xinjiang 1.0.0, population.csv.",
			Reference: &Value{X: 1.7821, Lo: 1.7821, Hi: 1.7821, Text: "1.78%"}, RefName: "recomputed",
			Axis: Axis{Suffix: "%"},
			Rows: []Row{
				{Label: "CHRD, 2018", Quotes: []Value{at(1.5, "about 1.5%")}},
				{Label: "AFP, 2019", Quotes: []Value{at(2, "just 2%")}},
				{Label: "Quoted from Zenz, 2020", Quotes: []Value{at(1.8, "1.8%")}},
				{Label: "Jiji, 2021", Quotes: []Value{bound(-inf, 2, "a little under 2%")}},
			},
		},
		"dumbbell": {
			Kind:     Dumbbell,
			Title:    "In 2017, one in five arrests in China was reported from a region with under 2% of its people",
			Subtitle: "Xinjiang’s share of China’s population and of arrests or charges, 2017, percent",
			Source:   "Source: CHRD, July 2018; AFP, 2019; Guardian, 2018. Data: xinjiang 1.0.0, arrests.csv.",
			Ends:     []string{"share of the population", "share of arrests or charges"},
			Axis:     Axis{Suffix: "%"},
			Rows: []Row{
				{Label: "Arrests, CHRD", Values: []Value{at(1.5, "1.5%"), at(21, "21%")}, Text: "14 times"},
				{Label: "Arrests, AFP", Values: []Value{at(2, "2%"), at(20, "20%")}, Text: "10 times"},
				{Label: "Charges, Guardian", Values: []Value{at(1.5, "1.5%"), at(13, "13%")}, Text: "9 times"},
			},
		},
		"people": {
			Kind:     People,
			Title:    "26 of the 40 people interviewed had been detained or had worked in facilities",
			Subtitle: "People interviewed by the UN human rights office; one figure is one person",
			Source:   assessment + "para 5. Data: xinjiang 1.0.0, interviews.csv.",
			Units: []Unit{
				{Name: "Detained, or worked in facilities, since 2016", Count: 26, Text: "26 (65%)"},
				{Name: "Others", Count: 14, Text: "14 (35%)", Open: true},
			},
		},
		"range": {
			Kind:     Range,
			Title:    "Estimates of how many people were detained run from hundreds of thousands to three million",
			Subtitle: "People held in camps or other detention in Xinjiang, as estimated or reported, 2018 to 2022",
			Source:   "Source: reports named at the rows. Data: xinjiang 1.0.0, detention.csv.",
			Rows: []Row{
				{Label: "UN committee (CERD), 2018", Values: []Value{bound(10000, 1000000, "tens of thousands to over a million")}},
				{Label: "CHRD, villages in the south, 2018", Values: []Value{at(660000, "about 660,000")}},
				{Label: "Newsweek Japan, 2018", Values: []Value{bound(890000, inf, "more than 890,000")}},
				{Label: "Zenz, 2019", Values: []Value{bound(-inf, 1060000, "up to 1.06 million")}},
				{Label: "Zenz, July 2019", Values: []Value{bound(-inf, 1500000, "up to 1.5 million")}},
				{Label: "US State Department, 2018", Values: []Value{bound(800000, 2000000, "800,000 to more than 2 million")}},
				{Label: "US Defense Department, 2019", Values: []Value{bound(-inf, 3000000, "up to 3 million")}},
				{Label: "CFR, 2022", Values: []Value{bound(800000, 2000000, "800,000 to 2 million")}},
			},
		},
		"timeline": {
			Kind:     Timeline,
			Title:    "Four years passed between the first UN questions and the UN assessment",
			Subtitle: "Events around the UN assessment on Xinjiang, 2018 to 2022",
			Source:   "Source: UN assessment; CNN; VOA; HRW and others, named in the table. Data: xinjiang 1.0.0, events.csv.",
			Events: []Event{
				{At: 2018.61, End: 2018.62, Date: "10–13 Aug 2018", Label: "UN committee (CERD) reviews China"},
				{At: 2018.67, End: 2018.67, Date: "Sep 2018", Label: "China invites the High Commissioner"},
				{At: 2019.52, End: 2019.52, Date: "8 Jul 2019", Label: "Letter of 22 countries"},
				{At: 2019.90, End: 2019.90, Date: "24 Nov 2019", Label: "China Cables published"},
				{At: 2020.49, End: 2020.49, Date: "28 Jun 2020", Label: "Report on birth control and AP investigation"},
				{At: 2022.18, End: 2022.18, Date: "8 Mar 2022", Label: "High Commissioner announces an agreement for a visit"},
				{At: 2022.39, End: 2022.40, Date: "23–28 May 2022", Label: "High Commissioner visits China"},
				{At: 2022.395, End: 2022.395, Date: "24 May 2022", Label: "Xinjiang Police Files published"},
				{At: 2022.66, End: 2022.66, Date: "31 Aug 2022", Label: "UN assessment published"},
				{At: 2022.76, End: 2022.76, Date: "6 Oct 2022", Label: "Human Rights Council rejects a debate, 17 to 19"},
			},
		},
		"stacked": {
			Kind:     Stacked,
			Title:    "Sentences of over five years rose from 27% to 87% of all sentences within a year",
			Subtitle: "Defendants sentenced in Xinjiang by length of sentence, percent of all, 2016 and 2017",
			Source:   assessment + "fn 146. Data: xinjiang 1.0.0, arrests.csv.",
			Series:   []Series{{Name: "Over five years"}, {Name: "Five years or less", Role: Context}},
			Rows: []Row{
				{Label: "2016", Values: []Value{at(8136, "8,136 (26.6%)"), at(22459, "22,459 (73.4%)")}},
				{Label: "2017", Values: []Value{at(86655, "86,655 (87.2%)"), at(12671, "12,671")}},
			},
		},
		"slope": {
			Kind:     Slope,
			Title:    "Birth rates in Hotan and Kashgar more than halved in two years",
			Subtitle: "Live births per 1,000 inhabitants, 2016 and 2018",
			Source:   assessment + "paras 107 and 108. Data: xinjiang 1.0.0, births.csv.",
			Ends:     []string{"2016", "2018"},
			Series: []Series{
				{Name: "Hotan", Values: []Value{at(20.94, "20.94"), at(8.58, "8.58")}},
				{Name: "Kashgar", Values: []Value{at(18.19, "18.19"), at(7.94, "7.94")}},
				{Name: "Xinjiang", Role: Context, Values: []Value{at(15.35, "15.35"), at(10.69, "10.69")}},
				{Name: "China", Role: Context, Values: []Value{at(12.95, "12.95"), at(10.94, "10.94")}},
			},
		},
		"multiples": {
			Kind:     Multiples,
			Title:    "Birth rates fell furthest in the prefectures with the largest Uyghur majorities",
			Subtitle: "Live births per 1,000 inhabitants, 2016 and 2018",
			Source:   assessment + "paras 107 and 108. Data: xinjiang 1.0.0, births.csv.",
			Panels: []Panel{
				{Title: "Hotan", Bars: true, Categories: []string{"2016", "2018"}, Series: []Series{{Values: []Value{at(20.94, "20.94"), at(8.58, "8.58")}}}},
				{Title: "Kashgar", Bars: true, Categories: []string{"2016", "2018"}, Series: []Series{{Values: []Value{at(18.19, "18.19"), at(7.94, "7.94")}}}},
				{Title: "Xinjiang", Bars: true, Categories: []string{"2016", "2018"}, Series: []Series{{Values: []Value{at(15.35, "15.35"), at(10.69, "10.69")}}}},
				{Title: "China", Bars: true, Categories: []string{"2016", "2018"}, Series: []Series{{Values: []Value{at(12.95, "12.95"), at(10.94, "10.94")}}}},
			},
		},
		"card": {
			Kind:     Card,
			Title:    "Xinjiang’s birth rate fell by nearly half in two years",
			Subtitle: "Live births per 1,000 inhabitants, 2017 to 2019",
			Source:   assessment + "para 107. Data: xinjiang 1.0.0, births.csv.",
			Figure:   Number{Text: "−48.7%", Unit: "change of the birth rate, from 15.88 in 2017 to 8.14 in 2019", Formula: "(8.14 − 15.88) ÷ 15.88 = −48.7%"},
		},
	}
}
