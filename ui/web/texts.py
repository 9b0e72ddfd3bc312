"""The words on the pages, in one place: *du*, never *jag*; what happened, what is kept, what to do."""

NAME = "naravard"
PAGE_TITLE = "naravard – svar om nära vård ur källorna"
ASK_HEADING = "Fråga om nära vård"
PURPOSE = "Svaret hämtas ur källorna, och varje citat går att öppna och kontrollera."

ASK_PAGE = "Fråga"
CONCEPTS_PAGE = "Begrepp"
DRAFT_PAGE = "Skriv"
CHECK_PAGE = "Granska"
NEWCOMERS_PAGE = "Ny här"
TEACH_PAGE = "Utbilda"
SOURCES_PAGE = "Källor"
EDITORS_PAGE = "Redaktion"
ABOUT_PAGE = "Om tjänsten"
ACCESSIBILITY_PAGE = "Tillgänglighet"

PROFILE_LABEL = "Profil"
QUESTION_LABEL = "Din fråga"
QUESTION_INFO = "Skriv inga personuppgifter. Retur skickar frågan."
QUESTION_PLACEHOLDER = "Till exempel: Vad är nära vård?"
ASK = "Fråga"
CLEAR = "Rensa och börja om"
EXAMPLES_TITLE = "Frågor att börja med"

WHOLE = "Visa svaret först när det är klart"
WHOLE_INFO = "Bra om du använder skärmläsare eller störs av text som växer fram."

EXAMPLES = {
    "Inom vård och omsorg": (
        "Vad är nära vård?",
        "Vad är skillnaden mellan hälsofrämjande och förebyggande?",
    ),
    "Inom kommunikation": ("Vilka nyckelord har Örebro?", "Är nära vård en ny organisation?"),
    "Som chef eller politiker": ("Varför behöver vården ställas om?", "Hur mycket ökar gruppen 80 plus?"),
    "Som utbildare": ("Vad menas med nivåstrukturering?", "Vem har beslutat om målbilden i Sörmland?"),
}
"""Two for each kind of user."""

SEARCHING = "Söker i källorna …"
WRITING = "Ställen i källorna: {count}. Skriver svaret …"
EMPTY_QUESTION = "Skriv en fråga först."
FAILED_HEADING = "Frågan kunde inte besvaras"
FAILED_KEPT = "Frågan ligger kvar i rutan. Försök igen om en stund."

QUESTION_PREFIX = "Fråga: "
READ_AS = "Tolkat som:"
MISSING = "Saknas i källorna:"
NEAREST = "Närmast"
SOURCES = "Källor i svaret"
HELPED = "Hjälpte svaret dig?"
YES = "Ja"
NO = "Nej"
SHOW_WHOLE = "Visa hela svaret och alla källor"
AS_WORD = "Ladda ned som Word"
SHARE = "Dela svaret"
COPY_WITH = "Kopiera med källor"
COPY_WITHOUT = "Kopiera utan källor"
OPEN = "Visa i sammanhanget"
SHOW_SOURCE = "visa källan"
GUIDE = "Handboken"
GUIDE_WORDS = "Handbokens ord"
RESTS_ON = "Bygger på:"
EARLIER = "Tidigare i samtalet"

PANEL_SOURCE = "Källa {number}"
NOTES = "Talmanus"
SLIDE = "Bild {number}"
PICTURE = "Så ser sidan ut: {title}, {place}. Det citerade är gulmarkerat om det finns på sidan. Texten står nedanför."
AT_PUBLISHER = "Öppna hos utgivaren"

NO_DOCUMENTS = "Det finns inga källor ännu, så frågor kan inte besvaras. Lägg till en här nedanför, eller läs in en mapp med kommandot naravard ingest."
NO_DOCUMENTS_TO_READ = "Det finns inga källor ännu, så frågor kan inte besvaras. Be en redaktör eller den som sköter tjänsten att lägga till dem."
DOCUMENT_ROLES = {
    "searched": "Ja",
    "other-format": "Nej, samma källa finns i ett annat format",
    "near-copy": "Nej, nästan likadan som en annan källa",
    "superseded": "Nej, ersatt av en nyare",
}
USED = "Används i svar"
CITED = "Citerad i svar, senaste {days} dagarna"
RESTING = "Citerad i godkända svar och utkast"
DOCUMENT_COLUMNS = ("Titel", "Utgivare", "År", "Profil", "Stycken", USED)
STEPS = {
    "reading": "Läser filen",
    "cutting": "Delar upp texten",
    "embedding": "Gör texten sökbar",
    "storing": "Sparar",
}
WAITED_TOO_LONG = "Filen sparades inte, för den finns inte kvar här. Antingen har den väntat längre än {minutes} minuter, eller så har andra filer tagit dess plats. Välj filen igen."
WORK_FORGOTTEN = "Det går inte längre att se hur det gick, för det var för länge sedan eller så har tjänsten startats om. Se efter om källan står i listan. Välj annars filen igen."
TOO_MANY_WORKS = "Filen lästes inte, för flera andra filer läses just nu. Vänta en minut och välj filen igen."

SOURCES_PURPOSE = "Källorna som svaren hämtas ur."

CHECK_PURPOSE = "Klistra in en text. Ord och påståenden som avviker från det rekommenderade ordvalet märks ut, med skäl och källa."
CHECK_LABEL = "Din text"
CHECK_INFO = "Skriv inga personuppgifter. Texten sparas inte."
CHECK = "Granska"
CHECK_EMPTY = "Klistra in en text först."
CHECK_CLEAN = "Inga anmärkningar enligt profilen {profile}. Innehållet är inte faktagranskat."
CHECK_LIX = "LIX {lix} ({level}). Ord: {words}. Meningar: {sentences}."
CHECK_TEXT = "Texten med markeringar"
CHECK_FINDINGS = "Anmärkningar"
CHECK_WHY = "Varför?"
CHECK_SOURCE = "Källa:"
CHECK_OR = "eller"
CHECK_INSTEAD = "skriv"
CHECK_CORRECTED = "Texten med förslagen införda"
CHECK_CORRECTED_INFO = "Läs igenom innan du använder den. Anmärkningar utan förslag står kvar."
CHECK_CHOOSE = "Välj anmärkningar"
CHECK_CHOOSE_INFO = "Använd förslagen, eller låt orden vara: här, i hela texten eller i hela organisationens texter. Det sista valet sparar orden och gäller alla."
CHECK_USE = "Använd valda förslag"
CHECK_USE_ALL = "Använd alla förslag"
CHECK_NONE_CHOSEN = "Kryssa för minst en anmärkning."
CHECK_NO_SUGGESTION = "Det finns inget färdigt förslag. Skriv om orden själv."
CHECK_USED = "Anmärkningar som försvann: {used}. Kvar: {left}. Texten nedanför är den som står i rutan."
CHECK_COPY = "Kopiera texten"
CHECK_FILE = "Granska en fil i stället"
CHECK_LEAVE_ONCE = "Låt vara här"
CHECK_LEAVE_TEXT = "Låt vara i hela texten"
CHECK_MAY_NOT = "Bara en redaktör kan låta ord vara i hela organisationens texter. Välj ”Låt vara här” eller ”Låt vara i hela texten” i stället."
CHECK_ACCEPT = "Låt vara i hela organisationens texter"
