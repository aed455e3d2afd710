package quantity

import (
	"strings"
)

// moneyWords adds the currencies: their words, signs and codes, and the nations that tell dollars,
// crowns and pesos apart. The name is the one under which the currency is known in British English; the
// dollar without a country is that of the United States.
func moneyWords(l *lexicon) {
	money := func(name, forms, signs string) unitID {
		id := def(l, uMoney, name, forms, signs)
		prefixSigns(id, signs)
		return id
	}
	unitDollar = money("dollar", "dollar dollars buck bucks", "$ US$ USD $US U.S.$ ＄")
	unitCent = money("cent", "cents", "¢ c")
	unitSterling = money("pound sterling", "sterling quid", "£ GBP ￡ UK£")
	prefixSigns(unitSterling, "PS") // the pound sign as it comes out of some character sets
	money("penny", "pence penny pennies", "p")
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
	unitKuna = money("croatian kuna", "kuna kunas", "HRK")
	money("romanian leu", "leu lei", "RON")
	money("bulgarian lev", "lev leva", "BGN")
	money("ghanaian cedi", "cedi cedis", "GHS GH₵ ₵")
	money("kenyan shilling", "", "KES KSh Ksh")
	money("shilling", "shilling shillings", "")
	money("bangladeshi taka", "taka", "BDT ৳ Tk")
	money("egyptian pound", "", "EGP E£")
	// Codes that are words or names as well (ALL, PEN, BOB) are left out.
	money("tanzanian shilling", "", "TZS TSh")
	money("ugandan shilling", "", "UGX USh")
	money("ethiopian birr", "birr", "ETB")
	money("zambian kwacha", "", "ZMW")
	money("malawian kwacha", "", "MWK")
	money("kwacha", "kwacha", "")
	money("angolan kwanza", "kwanza", "AOA")
	money("mozambican metical", "metical meticais", "MZN")
	money("georgian lari", "lari", "GEL ₾")
	money("armenian dram", "", "֏")
	money("azerbaijani manat", "manat", "AZN ₼")
	money("uzbekistani som", "", "UZS")
	money("kyrgyzstani som", "", "KGS")
	money("mongolian tugrik", "tugrik tugriks", "MNT ₮")
	money("belarusian rouble", "", "BYN")
	money("serbian dinar", "", "RSD")
	money("bolivian boliviano", "boliviano bolivianos", "")
	money("venezuelan bolivar", "bolivar bolivars bolívar bolívares", "VES VEF")
	money("guatemalan quetzal", "quetzal quetzales", "GTQ")
	money("honduran lempira", "lempira lempiras", "HNL")
	money("paraguayan guarani", "guaranies guaraníes", "PYG ₲")
	money("costa rican colon", "", "₡")
	money("uruguayan peso", "", "UYU")
	money("sri lankan rupee", "", "LKR")
	money("nepalese rupee", "", "NPR")
	money("burmese kyat", "kyat kyats", "MMK")
	money("cambodian riel", "riel riels", "KHR")
	money("macanese pataca", "pataca patacas", "")
	money("qatari riyal", "", "QAR")
	money("omani rial", "", "OMR")
	money("bahraini dinar", "", "BHD")
	money("jordanian dinar", "", "JOD")
	money("iraqi dinar", "", "IQD")
	money("tunisian dinar", "", "TND")
	money("algerian dinar", "", "DZD")
	money("afghani", "afghani afghanis", "AFN")
	money("cfa franc", "", "XOF XAF FCFA")
	money("guilder", "guilder guilders", "")
	money("deutschmark", "deutschmark deutschmarks", "")
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
