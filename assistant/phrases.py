"""Every fixed Swedish sentence of an answer, said once: at most two sentences, what happened and what to do."""

NO_QUESTION = "Här finns ingen fråga att svara på. Skriv en fråga med ord, till exempel: Vad är nära vård?"
TOO_LONG = "Frågan är längre än 2 000 tecken. Korta den till det du vill veta, en fråga i taget."
APPROVED = "Godkänt svar: {}, {}. Gäller till och med {}."
NOT_FOUND = "Det står inte i källorna."
NOT_SAID = "Det står inte {}. Det som står:"
MISSING = "Saknas: {}."
TURN_TO = "Fråga: {}."
NOTHING_LOADED = "Inga källor är inlästa ännu, så frågan kan inte besvaras. Lägg till dem under Källor, eller med kommandot naravard ingest."
STORED_FAULT = (
    "Svaret kunde inte hämtas ur källorna, och frågan har inte sparats. Ställ den igen om en stund."
)
MASKED_NOTICE = (
    "Personuppgifterna har tagits bort ur frågan. De har inte sparats och inte använts i sökningen."
)
ENGLISH_NOTICE = "The sources are in Swedish and are quoted as they are."

VAGUE = "Frågan säger inte vad den gäller. Skriv vad du vill veta om, till exempel: Hur följer vi upp gemensamma satsningar?"
GREETING = "Hej. Skriv en fråga om nära vård, till exempel: Vad menas med personcentrering?"
ABOUT = (
    "Här får du svar på frågor om nära vård. Svaren består av citat ur de inlästa källorna. "
    "Varje citat är kontrollerat mot källan, och det som inte står där besvaras inte. "
    "Ingenting skickas till andra, och personuppgifter tas bort ur frågan innan något söks."
)
NOT_HERE = "Det kan inte besvaras här."
ONE_PERSON = "Frågan gäller en enskild persons behandling."
PERSONAL = "Frågan gäller en enskild person. Ställ den utan namn, personnummer och uppgifter om hälsa."
CONTACTS = (
    "Kontaktuppgifter till privatpersoner lämnas inte ut. Använd organisationens växel eller webbplats."
)
COMMAND = (
    "Det kan inte besvaras här. Skriv en fråga om nära vård, utan instruktioner om hur svaret ska se ut."
)
NOT_KEPT = "Frågan har inte sparats."
GENERAL = "Allmänt, inte om den enskilda personen:"
ABOUT_THE_PERSON = "vad som gäller för den enskilda personen"

NOT_AGREED = "Källorna är inte eniga."
UNEXPLAINED = (
    "Källorna förklarar inte skillnaden. Ska uppgiften användas utåt, kontrollera den mot en aktuell källa."
)
SO_SAY_THE_SOURCES = "Så här säger källorna:"
READ_AS = "{} (gäller: {})"
