package civil

// Zones whose clocks before 1970 the tz database (2025b and 2025c, as compiled into Go: PACKRATDATA=backzone
// PACKRATLIST=zone.tab) knows less well than those of the others. Derived from that release:
//
//	weakHistory      zone.tab less zone1970.tab less the links of tzdata.zi
//	borrowedHistory  links of tzdata.zi that stand for another place and not for another
//	                 spelling: those in zone.tab, and the former zones listed in the file
//	                 backzone or merged in the file backward
//
// The tests check both lists against the compiled database.

// weakHistory are zones like a neighbour since 1970, whose own earlier history comes from the
// file backzone. Its authors call it less reliable than the rest; much of it comes from Shanks &
// Pottenger, The International Atlas, which cites no sources. In order, for a binary search.
var weakHistory = [...]string{
	"Africa/Accra", "Africa/Addis_Ababa", "Africa/Asmara", "Africa/Bamako", "Africa/Bangui",
	"Africa/Banjul", "Africa/Blantyre", "Africa/Brazzaville", "Africa/Bujumbura",
	"Africa/Conakry", "Africa/Dakar", "Africa/Dar_es_Salaam", "Africa/Djibouti",
	"Africa/Douala", "Africa/Freetown", "Africa/Gaborone", "Africa/Harare", "Africa/Kampala",
	"Africa/Kigali", "Africa/Kinshasa", "Africa/Libreville", "Africa/Lome", "Africa/Luanda",
	"Africa/Lubumbashi", "Africa/Lusaka", "Africa/Malabo", "Africa/Maseru", "Africa/Mbabane",
	"Africa/Mogadishu", "Africa/Niamey", "Africa/Nouakchott", "Africa/Ouagadougou",
	"Africa/Porto-Novo", "America/Anguilla", "America/Antigua", "America/Aruba",
	"America/Atikokan", "America/Blanc-Sablon", "America/Cayman", "America/Creston",
	"America/Curacao", "America/Dominica", "America/Grenada", "America/Guadeloupe",
	"America/Montserrat", "America/Nassau", "America/Port_of_Spain", "America/St_Kitts",
	"America/St_Lucia", "America/St_Thomas", "America/St_Vincent", "America/Tortola",
	"Antarctica/DumontDUrville", "Antarctica/McMurdo", "Antarctica/Syowa", "Asia/Aden",
	"Asia/Bahrain", "Asia/Brunei", "Asia/Kuala_Lumpur", "Asia/Kuwait", "Asia/Muscat",
	"Asia/Phnom_Penh", "Asia/Vientiane", "Atlantic/Reykjavik", "Atlantic/St_Helena",
	"Europe/Amsterdam", "Europe/Copenhagen", "Europe/Guernsey", "Europe/Isle_of_Man",
	"Europe/Jersey", "Europe/Ljubljana", "Europe/Luxembourg", "Europe/Monaco", "Europe/Oslo",
	"Europe/Sarajevo", "Europe/Skopje", "Europe/Stockholm", "Europe/Vaduz", "Europe/Zagreb",
	"Indian/Antananarivo", "Indian/Christmas", "Indian/Cocos", "Indian/Comoro",
	"Indian/Kerguelen", "Indian/Mahe", "Indian/Mayotte", "Indian/Reunion", "Pacific/Chuuk",
	"Pacific/Funafuti", "Pacific/Majuro", "Pacific/Midway", "Pacific/Pohnpei",
	"Pacific/Saipan", "Pacific/Wake", "Pacific/Wallis",
}

// borrowedHistory are names whose place has no history of its own in the database, with the
// zone whose clocks stand in for it. In order, for a binary search.
var borrowedHistory = [...]struct{ name, lender string }{
	{"Africa/Asmera", "Africa/Nairobi"},
	{"Africa/Timbuktu", "Africa/Abidjan"},
	{"America/Argentina/ComodRivadavia", "America/Argentina/Catamarca"},
	{"America/Coral_Harbour", "America/Panama"},
	{"America/Ensenada", "America/Tijuana"},
	{"America/Kralendijk", "America/Puerto_Rico"},
	{"America/Lower_Princes", "America/Puerto_Rico"},
	{"America/Marigot", "America/Puerto_Rico"},
	{"America/Montreal", "America/Toronto"},
	{"America/Nipigon", "America/Toronto"},
	{"America/Pangnirtung", "America/Iqaluit"},
	{"America/Rainy_River", "America/Winnipeg"},
	{"America/Rosario", "America/Argentina/Cordoba"},
	{"America/Santa_Isabel", "America/Tijuana"},
	{"America/St_Barthelemy", "America/Puerto_Rico"},
	{"America/Thunder_Bay", "America/Toronto"},
	{"America/Virgin", "America/Puerto_Rico"},
	{"America/Yellowknife", "America/Edmonton"},
	{"Arctic/Longyearbyen", "Europe/Berlin"},
	{"Asia/Choibalsan", "Asia/Ulaanbaatar"},
	{"Asia/Chongqing", "Asia/Shanghai"},
	{"Asia/Chungking", "Asia/Shanghai"},
	{"Asia/Harbin", "Asia/Shanghai"},
	{"Asia/Kashgar", "Asia/Urumqi"},
	{"Asia/Tel_Aviv", "Asia/Jerusalem"},
	{"Atlantic/Jan_Mayen", "Europe/Berlin"},
	{"Australia/Currie", "Australia/Hobart"},
	{"Europe/Belfast", "Europe/London"},
	{"Europe/Bratislava", "Europe/Prague"},
	{"Europe/Busingen", "Europe/Zurich"},
	{"Europe/Mariehamn", "Europe/Helsinki"},
	{"Europe/Podgorica", "Europe/Belgrade"},
	{"Europe/San_Marino", "Europe/Rome"},
	{"Europe/Tiraspol", "Europe/Chisinau"},
	{"Europe/Uzhgorod", "Europe/Kyiv"},
	{"Europe/Vatican", "Europe/Rome"},
	{"Europe/Zaporozhye", "Europe/Kyiv"},
	{"Iceland", "Africa/Abidjan"},
	{"Pacific/Johnston", "Pacific/Honolulu"},
	{"Pacific/Ponape", "Pacific/Guadalcanal"},
	{"Pacific/Truk", "Pacific/Port_Moresby"},
	{"Pacific/Yap", "Pacific/Port_Moresby"},
}
