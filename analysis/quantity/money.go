package quantity

import "strings"

// moneyWords adds the currencies: their words, signs and codes, and the nations that tell dollars,
// crowns and pesos apart. The name is the one under which the currency is known in British English; the
// dollar without a country is that of the United States.
func moneyWords(l *lexicon) {
	money := func(name, forms, signs string) unitID {
		id := def(l, uMoney, name, forms, signs)
		prefixSigns(id, signs)
		return id
	}
	unitDollar = money("dollar", "dollar dollars", "$ US$ USD $US U.S.$ ＄")
	unitCent = money("cent", "cents", "¢ c")
	unitSterling = money("pound sterling", "sterling", "£ GBP ￡ UK£")
	prefixSigns(unitSterling, "PS") // the pound sign as it comes out of some character sets
	unitPenny = money("penny", "pence penny pennies", "p")
	money("euro", "euro euros", "€ EUR")
	money("japanese yen", "yen", "¥ JPY Y= JP¥ ￥")
	money("chinese yuan", "yuan renminbi rmb", "CNY RMB CN¥ CNH")
	money("indian rupee", "", "₹ INR Rs Rs.")
	money("pakistani rupee", "", "PKR")
	money("rupee", "rupee rupees", "")
	money("russian rouble", "rouble roubles ruble rubles", "₽ RUB")
	money("shekel", "shekel shekels", "₪ NIS ILS")
	money("south korean won", "won", "₩ KRW")
	money("franc", "franc francs", "")
	money("swiss franc", "", "CHF Fr SFr")
	money("crown", "crown crowns", "")
	money("krona", "krona kronor", "")
	money("krone", "krone kroner", "")
	money("swedish krona", "", "SEK")
	money("norwegian krone", "", "NOK")
	money("danish krone", "", "DKK")
	money("icelandic krona", "", "ISK")
	money("malaysian ringgit", "ringgit", "RM MYR")
	money("sen", "sen", "")
	money("south african rand", "rand", "ZAR R")
	money("brazilian real", "reais", "R$ BRL")
	money("peso", "peso pesos", "")
	money("mexican peso", "", "MXN MX$ Mex$")
	money("argentine peso", "", "ARS AR$")
	money("chilean peso", "", "CLP")
	money("colombian peso", "", "COP")
	money("philippine peso", "", "PHP ₱")
	money("lira", "lira liras", "")
	money("turkish lira", "", "₺ TRY TL")
	money("thai baht", "baht", "฿ THB")
	money("vietnamese dong", "dong", "₫ VND")
	money("indonesian rupiah", "rupiah", "Rp IDR")
	money("dirham", "dirham dirhams", "")
	money("emirati dirham", "", "AED Dh Dhs")
	money("moroccan dirham", "", "MAD")
	money("saudi riyal", "", "SAR SR")
	money("riyal", "riyal riyals", "")
	money("rial", "rial rials", "IRR")
	money("dinar", "dinar dinars", "")
	money("kuwaiti dinar", "", "KWD KD")
	money("nigerian naira", "naira", "₦ NGN")
	money("ukrainian hryvnia", "hryvnia hryvnias", "₴ UAH")
	money("kazakhstani tenge", "tenge", "₸ KZT")
	money("polish zloty", "zloty zlotys", "PLN zł")
	money("czech koruna", "koruna korunas", "CZK Kč")
	money("hungarian forint", "forint forints", "HUF Ft")
	money("croatian kuna", "kuna kunas", "HRK kn")
	money("romanian leu", "leu lei", "RON")
	money("bulgarian lev", "lev leva", "BGN")
	money("ghanaian cedi", "cedi cedis", "GHS GH₵ ₵")
	money("kenyan shilling", "", "KES KSh Ksh")
	money("shilling", "shilling shillings", "")
	money("bangladeshi taka", "taka", "BDT ৳ Tk")
	money("egyptian pound", "", "EGP E£")
	money("bitcoin", "bitcoin bitcoins", "BTC ₿")
	money("australian dollar", "", "A$ AU$ AUD $A $AU AUD$")
	money("canadian dollar", "", "C$ CA$ CAD $C CDN$ CAD$")
	money("new zealand dollar", "", "NZ$ NZD $NZ")
	money("hong kong dollar", "", "HK$ HKD $HK")
	money("singapore dollar", "", "S$ SG$ SGD")
	money("taiwan dollar", "", "NT$ TWD TW$")

	// The nation before a currency; "US" and "American" leave the dollar as it is.
	for n := range strings.FieldsSeq(`australian canadian danish swedish norwegian icelandic mexican swiss indian pakistani
		turkish russian chinese japanese argentine chilean colombian philippine egyptian kenyan jamaican fijian namibian
		bahamian belizean barbadian guyanese liberian bermudian lebanese syrian sudanese cuban dominican uruguayan
		sri-lankan nepalese mauritian omani qatari iranian yemeni saudi iraqi jordanian kuwaiti bahraini tunisian
		algerian libyan serbian macedonian emirati moroccan ugandan tanzanian somali singapore taiwan czech
		slovak congolese rwandan burundian israeli korean brazilian malaysian thai polish hungarian ukrainian irish`) {
		e := l.add(n)
		e.class |= cNation
		e.form = n
	}
	for _, n := range []string{"us", "u.s", "american"} {
		e := l.add(n)
		e.class |= cNation
	}
	british := l.add("british")
	british.class |= cNation
}

// prefixes are the signs and codes that stand before an amount.
var prefixes = newLexicon(300, thisCase)

func prefixSigns(id unitID, signs string) {
	for w := range strings.FieldsSeq(signs) {
		if len(w) == 1 && isLetter(w[0]) && w != "R" { // p, c: only behind
			continue
		}
		e := prefixes.add(w)
		e.unit = id
	}
}

// maxPrefix is the longest sign or code before an amount, in bytes.
const maxPrefix = 6

// prefix returns the currency whose sign or code ends right before byte i, and where it begins. A code
// may stand apart by a blank ("USD 5", "HK $5"); two letters must be glued ("RM5", but "PS 5").
func (s *scanner) prefix(i int) (unitID, int) {
	gapped := false
	at := i
	if n := spaceBefore(s.text, at); n > 0 && at-n > s.floor && s.text[at-1] != '\n' {
		at -= n
		gapped = true
	}
	if at <= s.floor {
		return 0, 0
	}
	if c := s.text[at-1]; c < 0x80 && c != '$' && c != '=' && c != '.' && !isLetter(c) {
		return 0, 0
	}
	for n := min(maxPrefix, at-s.floor); n > 0; n-- {
		w := s.text[at-n : at]
		if at-n > 0 && isLetter(w[0]) && (isLetter(s.text[at-n-1]) || isDigit(s.text[at-n-1]) || s.text[at-n-1] == '-') {
			continue
		}
		e := prefixes.lookup(w)
		if e == nil || gapped && (n < 3 || !isLetter(w[0])) && w != "US$" && w != "Rs" && w != "Rs." {
			continue
		}
		if w == "$" {
			return s.dollars(at - 1)
		}
		return e.unit, at - n
	}
	return 0, 0
}

// dollars tells whose dollar the sign at byte i is by the country before it: "US $5", "HK $5".
func (s *scanner) dollars(i int) (unitID, int) {
	at := i
	if n := spaceBefore(s.text, at); n == 1 && at-1 > s.floor {
		at--
	}
	for n := min(4, at-s.floor); n > 1; n-- {
		w := s.text[at-n : at]
		if at-n > 0 && (isLetter(s.text[at-n-1]) || isDigit(s.text[at-n-1])) {
			continue
		}
		switch w {
		case "US", "U.S.", "USD":
			return unitDollar, at - n
		case "HK", "NZ", "CA", "AU", "SG", "NT", "CDN":
			if e := prefixes.lookup(w + "$"); e != nil {
				return e.unit, at - n
			}
		}
	}
	return unitDollar, i
}

// moneyBefore says whether an amount begins at byte i.
func (s *scanner) moneyBefore(i int) bool {
	u, _ := s.prefix(i)
	return u > 0
}

// moneyUnit says whether token k is a currency in words or as a code: "m euros", "bn USD".
func (s *scanner) moneyUnit(k int) bool {
	t := s.tok(k)
	if t.is(cNation) && units[t.lex.unit].class != uMoney {
		t = s.tok(k + 1)
	}
	if t.is(cUnit) && units[t.lex.unit].class == uMoney {
		return true
	}
	e := symbols.lookup(s.text[t.start:t.end])
	return e != nil && t.end-t.start == 3 && units[e.unit].class == uMoney
}
