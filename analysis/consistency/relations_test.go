package consistency

import (
	"testing"

	"recount/analysis/finding"
)

// TestRelations holds each relation to the formula and the wording that it prints, and to silence where the
// relation is not there. The expected values are reckoned by hand.
func TestRelations(t *testing.T) {
	for _, tt := range []struct {
		text, span, formula, wording string
		verdict                      finding.Verdict
	}{
		// Times of day: over midnight, in two units, and with a zone between them.
		{"The shift began at 21:40 and ended at 05:10, seven and a half hours later.", "seven and a half hours", "21:40 to 05:10 = 7 hours 30 minutes", "", finding.Supported},
		{"Talks opened at 9 a.m. and broke up at 11.20 a.m., after one hour and 50 minutes.", "one hour and 50 minutes", "9 a.m. to 11.20 a.m. = 2 hours 20 minutes", "2 hours 20 minutes", finding.Refuted},
		{"She took off at 9:00 and landed at 10:30 local time, six hours later.", "six hours", "", "", ""},
		// Other units: a mile is 1.609344 km; a gallon may be 3.785 or 4.546 litres.
		{"The dyke is 30 km (19 miles) long.", "19 miles", "30 km = 18.6 miles", "", finding.Supported},
		{"The dyke is 30 km (29 miles) long.", "29 miles", "30 km = 18.6 miles", "19 miles", finding.Refuted},
		{"The barrel takes 100 litres (22 gallons).", "22 gallons", "100 litres = 22 gallons", "", finding.Supported},
		{"The barrel takes 100 litres (26 gallons).", "26 gallons", "100 litres = 26.4 gallons", "", finding.Supported},
		{"It was 30 °C (86 °F) in the shade.", "86 °F", "30 °C = 86 °F", "", finding.Supported},
		{"The dyke is 30 km (19 miles of it new) long.", "19 miles", "", "", ""},
		// Words and figures.
		{"Notice of thirty (30) days is given.", "30", "“thirty” in words, “30” in figures", "", finding.Supported},
		{"Notice of thirty (13) days is given.", "13", "“thirty” in words, “13” in figures", "", finding.Refuted},
		{"The drug helped all thirty (13), the authors say.", "13", "", "", ""},
		// More and less than half.
		{"Most of the 50 tenants, 31 in all, have signed.", "Most", "31 / 50 = 62 %", "", finding.Supported},
		{"A majority of the 50 tenants, 21 in all, have signed.", "A majority", "21 / 50 = 42 %", "", finding.Refuted},
		{"A majority of the tenants, and 21 of the 50 owners, have signed.", "A majority", "", "", ""},
		// Margins, accounts, and what is left.
		{"They won 81–64, a margin of 17 points.", "17", "81 − 64 = 17", "", finding.Supported},
		{"They won 81–64, a margin of 27 points.", "27", "81 − 64 = 17", "17", finding.Refuted},
		{"They won 81–64 and now lead by 27 points.", "27", "", "", ""},
		{"On revenue of $6.1 million and spending of $5.4 million it had a surplus of $0.9 million.", "$0.9 million", "6,100,000 − 5,400,000 = 700,000", "$700,000", finding.Refuted},
		{"On revenue of $6.1 million and spending of $5.4 million it had, after tax, a surplus of $0.2 million.", "$0.2 million", "", "", ""},
		{"It has spent 30 million of its 90 million euros, which leaves 50 million euros.", "50 million euros", "90,000,000 − 30,000,000 = 60,000,000", "60 million euros", finding.Refuted},
		// Means and amounts for each.
		{"The rounds of 70, 68 and 72 made an average of 70.", "70", "(70 + 68 + 72) / 3 = 70", "", finding.Supported},
		{"The rounds of 70, 68 and 72 were below her average of 75.", "75", "", "", ""},
		{"A crate of 20 bottles costs $30, or $1.20 a bottle.", "$1.20 a bottle", "30 / 20 = 1.5", "$1.50 a bottle", finding.Refuted},
		{"A crate of 20 bottles costs $30, or $1.20 a bottle in the cellar.", "$1.20 a bottle", "", "", ""},
		{"With 30 guides for 600 visitors there is one guide for every 25 visitors.", "one guide for every 25 visitors", "600 / 30 = 20", "one guide for every 20 visitors", finding.Refuted},
		{"There are 30 guides for 600 visitors, while the law asks for one guide for every 25 visitors.", "one guide for every 25 visitors", "", "", ""},
		// How full something is.
		{"Built for 200 patients, the ward held 260, an occupancy of 130 percent.", "130 percent", "260 / 200 = 130 %", "", finding.Supported},
		{"Built for 200 patients, the ward held 260, an occupancy of 160 percent.", "160 percent", "260 / 200 = 130 %", "130 percent", finding.Refuted},
		// Basis points, and a step with the value after it.
		{"The rate was cut from 3.5 to 3.25 percent, a move of 25 basis points.", "25 basis points", "3.5 − 3.25 = 25 basis points", "", finding.Supported},
		{"The fee was raised by 5 euros to 55 euros, an increase of 19 percent.", "19 percent", "5 / (55 − 5) = 10 %", "10 percent", finding.Refuted},
		{"Prices edged down from 4.1 to 4.4 percent.", "down", "4.4 − 4.1 = +0.3", "up", finding.Refuted},
	} {
		var got finding.Finding
		for _, f := range check(tt.text) {
			if f.Text == tt.span && f.Verdict != finding.Undecided {
				got = f
			}
		}
		if got.Verdict != tt.verdict || got.Formula != tt.formula || got.Wording != tt.wording {
			t.Errorf("%s\n\tgot  %q %q %q\n\twant %q %q %q", tt.text, got.Verdict, got.Formula, got.Wording, tt.verdict, tt.formula, tt.wording)
		}
	}
}
