"""Every fixed Swedish sentence of an answer, said once: at most two sentences, what happened and what to do."""

NO_QUESTION = "Här finns ingen fråga att svara på. Skriv en fråga med ord, till exempel: Vad är nära vård?"
TOO_LONG = "Frågan är längre än 2 000 tecken. Korta den till det du vill veta, en fråga i taget."
NOT_FOUND = "Frågan gick inte att besvara ur källorna. Närmast ligger de texter som nämns här."
NOTHING_LOADED = "Inga källor är inlästa ännu. Läs in handboken med naravard ingest, eller en egen mapp med naravard ingest MAPP."
STORED_FAULT = (
    "Svaret kunde inte hämtas ur kunskapsbasen. Frågan har inte sparats, ställ den igen om en stund."
)
MASKED_NOTICE = "Personnummer och kontaktuppgifter har tagits bort ur frågan. De har inte sparats och inte använts i sökningen."
ENGLISH_NOTICE = "The sources are in Swedish and are quoted as they are."
