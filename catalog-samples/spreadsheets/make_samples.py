#!/usr/bin/env python3
"""Writes the spreadsheets in this folder, as municipalities and welfare organisations send them. Needs Python only.

usage: catalog-samples/spreadsheets/make_samples.py

The people, organisations and numbers in them are made up. What each must give stands beside it in NAME.expected.txt,
which the test writes: MEEDOEN_REGENERATE=1 test_indexer_import --gtest_filter='SpreadsheetsTest.*'.
Some have a second version, NAME.v2.csv: the same list a month later. What an import of it then changes stands in
NAME.v2.diff.txt: MEEDOEN_REGENERATE=1 test_indexer_service --gtest_filter='SecondVersionsTest.*'.
"""

import copy
import csv
import io
import pathlib

from xlsx import Sheet, write_workbook

FOLDER = pathlib.Path(__file__).parent


def text_of(rows, separator=";", line_end="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows(rows)
    return out.getvalue()


def write(name, rows, encoding="utf-8", separator=";", line_end="\r\n"):
    (FOLDER / name).write_bytes(text_of(rows, separator, line_end).encode(encoding))


HEAD = ["Naam activiteit", "Beschrijving", "Aanbieder", "Thema", "Waar?", "Postcode", "Wanneer?", "Kosten", "Doelgroep"]


def with_cells(rows, changes):
    """A copy with other cells: {(row, column): text}."""
    changed = copy.deepcopy(rows)
    for (row, column), text in changes.items():
        changed[row][column] = text
    return changed


def welfare():
    rows = [
        ["Activiteitenoverzicht Deventer, najaar 2026"],
        ["Stand: 1 november 2026", "", "", "", "", "", "", "", ""],
        [],
        HEAD + ["Telefoonnummer"],
        ["Koffie-ochtend De Bron", "Koffie, krant en een praatje.", "Stichting Buurtkracht", "Koffie",
         "Wijkcentrum De Bron",
         "7415 AB", "elke dinsdag 10.00-12.00 uur", "€ 1,50 p.k.", "Iedereen", "0570-555 001"],
        ["Samen eten", "Drie gangen, samen aan tafel.", "Stichting Buurtkracht", "Samen eten", "Wijkcentrum De Bron",
         "7415 AB", "laatste vrijdag v/d maand 17.30-20.00 uur, niet in juli en augustus",
         "€ 6,50 per maaltijd, eerste keer gratis",
         "55+", "0570-555 001"],
        [],
        ["Wandelgroep", "Een rustig rondje van een uur.", "Stichting Buurtkracht", "Wandelen",
         "Verzamelen bij De Bron", "7415AB",
         "ma/wo/vr 9.30 - 10.30", "gratis", "alle leeftijden", "0570-555 001"],
        ["Klussendienst", "Kleine klussen aan huis.", "Stichting Buurtkracht", "Klussen", "aan huis", "", "in overleg",
         "vrijwillige bijdrage", "70+", "0570-555 001"],
        ["Zomerse fietstocht", "Ongeveer 20 kilometer.", "Stichting Buurtkracht", "Fietsen", "De Bron", "7415 AB",
         "elke donderdag in de zomer", "€ 2,50", "18 tot 70", "0570-555 001"],
        ["Totaal: 5"],
    ]
    write("1-welzijn-met-titels.csv", rows, "utf-8-sig")
    # Prices up, ages in another way, a title corrected, one gone, one new.
    later = with_cells(rows, {(1, 0): "Stand: 1 december 2026", (4, 7): "€ 2,00 p.k.", (5, 7): "€ 7,- per maaltijd",
                              (7, 0): "Wandelgroep De Bron", (9, 8): "18 t/m 70"})
    del later[8]
    later.insert(4, ["Leeskring", "Samen een boek lezen en erover praten.", "Stichting Buurtkracht", "Lezen",
                     "Wijkcentrum De Bron", "7415 AB", "1e maandag van de maand 14-16 uur", "gratis", "",
                     "0570-555 001"])
    write("1-welzijn-met-titels.v2.csv", later, "utf-8-sig")


def neighbourhood():
    rows = [
        ["Activiteit", "Omschrijving", "Organisatie", "Categorie", "Adres", "PC", "Dag", "Begintijd", "Eindtijd",
         "Eigen bijdrage",
         "Stadspas"],
        ["Repair Café", "Samen repareren; er is ook één naaimachine.", "Buurthuis ’t Hoekje", "Reparatie",
         "Smedenstraat 3",
         "7411 RA", "2e zaterdag van de maand", "13:00", "16:00", "vrije gift", "n.v.t."],
        ["Línedance", "Voor beginners én gevorderden.", "Buurthuis ’t Hoekje", "Dansen", "Smedenstraat 3", "7411 RA",
         "maandag",
         "19.30", "21.00", "€ 12,50 per maand (proefles gratis)", "ja"],
        ["Bingo", "Met kleine prijsjes.", "Buurthuis ’t Hoekje", "Spelletjes", "Smedenstraat 3", "7411 RA",
         "om de week op vrijdag",
         "14.00", "16.00", "5,- per keer", "x"],
        ["Creatief café", "Neem je eigen werk mee.", "Buurthuis ’t Hoekje", "Handwerken", "Smedenstraat 3", "7411 RA",
         "woensdag", "9.30", "", "€ 45 voor 8 lessen", "?"],
    ]
    write("2-buurthuis-windows.csv", rows, "cp1252")
    # In UTF-8 now, a column by another name, sorted by title, bingo dearer, an end time filled in.
    later = with_cells(rows, {(0, 9): "Kosten", (3, 9): "6,- per keer", (4, 8): "11.30"})
    write("2-buurthuis-windows.v2.csv", later[:1] + sorted(later[1:]), "utf-8-sig")


def sports():
    rows = [
        ["Aanbod", "Toelichting", "Vereniging", "Soort activiteit", "Accommodatie", "Straat", "Huisnummer", "Plaats",
         "Postcode",
         "Rooster", "Contributie per maand", "Leeftijd", "Man/vrouw", "Website"],
        ["Walking football", "Voetbal in wandeltempo.", "SV Colmschate", "Sport", "Sportpark De Scheg",
         "Piet van Donkplein", "1",
         "Deventer", "7422 LW", "ma 10-11 en do 14-15.30", "15", "60+", "mannen en vrouwen", "www.example.org"],
        ["Aquajoggen", "In warm water, geen zwemdiploma nodig.", "SV Colmschate", "Zwemmen", "De Scheg",
         "Piet van Donkplein", "1",
         "Deventer", "7422 LW", "di 9.00-9.45 (niet op feestdagen)", "€ 22,50", "vanaf 18 jaar", "alleen vrouwen", "-"],
        ["Seniorengym", "Bewegen op muziek, ook op een stoel.", "SV Colmschate", "Gymnastiek", "Gymzaal", "Rielerweg",
         "86",
         "Deventer", "7415 GZ", "werkdagen 9.00-10.00", "17,50", "55 t/m 90", "", "www.example.org/gym"],
    ]
    write("3-sport-unicode-tekst.csv", rows, "utf-16", "\t")
    # Saved by another program, upside down, a column further to the front: it says the same.
    later = [row[-1:] + row[:-1] for row in rows[:1] + rows[:0:-1]]
    write("3-sport-unicode-tekst.v2.csv", later, "utf-8", ";", "\n")


def library():
    rows = [
        ["Titel", "Beschrijving", "Organisator", "Onderwerp", "Locatie", "Postcode", "Dag en tijd", "Prijs per keer",
         "Voertaal",
         "Periode", "Aanmelden"],
        ["Taalcafé", "Nederlands oefenen,\nmet koffie.\n\nKom gerust binnen.", "Bibliotheek Deventer", "Taal",
         "Bibliotheek", "7411",
         "di en do van 10 tot 12", "0", "Nederlands, Turks", "vanaf september 2026", "nee"],
        ["Digitaal spreekuur", "Vragen over \"DigiD\", telefoon en tablet.", "Bibliotheek Deventer", "Digitaal, taal",
         "Bibliotheek",
         "7411", "woensdagmiddag van 2 tot 4", "gratis", "NL/EN", "1 september 2026 t/m 30 juni 2027", "ja"],
        ["Leeskring", "Elke maand een ander boek.", "Bibliotheek Deventer", "Lezen", "Bibliotheek", "7411",
         "1e en 3e maandag 19.30-21.30, september t/m mei", "2,50", "Nederlands en Berbers", "t/m eind juni",
         "verplicht"],
        ["Schrijfweek", "Vijf avonden schrijven.", "Bibliotheek Deventer", "Cursus", "Bibliotheek", "7411",
         "ma 30-11-2026 en 7-12-2026 19-21 uur", "€ 2,50 - € 5", "Engels", "", "via de balie"],
    ]
    write("4-bibliotheek-regeleinden.csv", rows, "utf-8", ",", "\n")
    # The reading circle has dates now, the writing week is over, the hour of the help desk has moved, one is new.
    later = with_cells(rows, {(2, 6): "woensdagmiddag van 3 tot 5", (3, 9): "1 september t/m 30 juni 2027"})
    later[4] = ["Voorleesuur", "Een vrijwilliger leest voor.", "Bibliotheek Deventer", "Lezen", "Bibliotheek", "7411",
                "za 11-12", "gratis", "Nederlands", "doorlopend", "nee"]
    write("4-bibliotheek-regeleinden.v2.csv", later, "utf-8", ";")


def merged():
    write("5-ouderenbond-samengevoegd.csv", [
        ["Organisatie", "Activiteit", "Wat", "Thema", "Locatie", "Postcode", "Wanneer"],
        ["Ouderenbond Bathmen", "Kaarten", "Klaverjassen en jokeren.", "Kaarten", "Dorpskamer De Kamp", "7437 AA",
         "di 14.00-16.30"],
        ["", "Biljart", "Vrij biljarten.", "Biljart", "Dorpskamer De Kamp", "7437 AA", "vr 14.00-16.30"],
        ["", "Eettafel", "Warme maaltijd.", "Maaltijd", "", "", "do 12.00-13.30"],
        ["Zonnebloem Diepenveen", "Huisbezoek", "Een vrijwilliger komt langs.", "Huisbezoek", "thuis", "",
         "op afspraak"],
    ], "utf-8", ";", "\r")


def private():
    rows = [
        ["Naam activiteit", "Omschrijving", "Organisatie", "Thema", "Postcode", "Contactpersoon", "Telefoon",
         "E-mailadres",
         "Toestemming contactpersoon", "Bijzonderheden", "Opmerking intern"],
        ["Maatjesproject", "<p>Een <b>maatje</b> voor &eacute;&eacute;n op &eacute;&eacute;n.</p>"
         "<p>Ook voor mantelzorgers.</p>",
         "Humanitas", "Maatjes", "7411", "Henny Jansen", "06-12345670", "henny.jansen@example.org", "nee",
         "Intake vooraf", "x"],
        ["Taalmaatje", "Samen Nederlands oefenen.", "Humanitas", "Taal", "7411", "Riet Smit", "0570-555 010",
         "info@example.org",
         "ja", "=SOM(A1:A2)", ""],
        ["Vriendschappelijk bezoek", "Een uurtje gezelschap.", "Humanitas", "Huisbezoek", "7412", "", "0570-555 010",
         "info@example.org", "", "Gezin bekend onder 123456782", ""],
        ["Boodschappenhulp", "Samen naar de winkel.", "Humanitas", "Boodschappen", "7413", "", "0570-555 010",
         "info@example.org", "",
         "", "dossier 1234.56.782"],
        ["Wandelmaatje", "Samen een blokje om.", "Humanitas", "Wandelen", "7414", "Joop", "0570-555 010, 06-12345671",
         "joop@gmail.com", "", "", ""],
    ]
    write("6-vrijwilligers-met-namen.csv", rows, "utf-8")
    # One contact takes the consent back, and the numbers of persons are out.
    later = with_cells(rows, {(2, 8): "nee", (3, 9): "", (4, 10): "", (5, 6): "0570-555 011"})
    write("6-vrijwilligers-met-namen.v2.csv", later, "utf-8")


def mapped():
    write("7-sociale-kaart-eigen-namen.csv", [
        ["Nr", "Kop", "Verhaal", "Wie doet het", "Hoort bij", "Waar te vinden", "Tijdstip(pen)", "Wat kost dat",
         "Laatst bijgewerkt"],
        ["1", "Budgetkring", "Samen grip op je geld.", "Raster Groep", "Geld", "Het Burgerweeshuis, 7411 SL Deventer",
         "elke 2 weken op ma 13-15, start 2 november 2026", "€ 2", "1-11-2026"],
        ["2", "Moestuin Zandweerd", "Samen tuinieren.", "Raster Groep", "Moestuin",
         "Tuin aan de Zandweerdsweg 7412 TK", "za 9-12 (m.u.v. december t/m februari)",
         "€ 60 per jaar", "1-11-2026"],
        ["3", "Online lotgenoten", "Praten met mensen die het kennen.", "Raster Groep", "Lotgenoten", "online",
         "1e di van de maand 20-21",
         "€ 0", "1-11-2026"],
    ], "cp1252")
    (FOLDER / "7-sociale-kaart-eigen-namen.mapping").write_text(
        "# De kolommen van de sociale kaart\nNr = -\nKop = titel\nVerhaal = omschrijving\nWie doet het = organisatie\n"
        "Hoort bij = categorieen\nWaar te vinden = locatie\nTijdstip(pen) = wanneer\nWat kost dat = kosten_per_keer\n"
        "Laatst bijgewerkt = -\n", "utf-8")


def whens():
    whens = ["elke dinsdag 10.00-12.00 uur", "ma/wo/vr 9.30 - 11.30", "2e dinsdag van de maand 14:00-16:00",
             "om de week op donderdag", "om de week op donderdag 14-16 uur, vanaf 3 september 2026",
             "laatste vrijdag v/d maand, niet in juli en augustus",
             "laatste vrijdag v/d maand 20-22 uur, niet in juli en augustus",
             "di en do van 10 tot 12", "in overleg", "op afspraak", "dinsdag 10-12, niet in de schoolvakanties",
             "dinsdag half 8 tot 9", "maandagmiddag van 2 tot 4", "za 5 december 2026 13.00-16.00",
             "vanaf september elke di 10-12",
             "ma t/m vr 9-17 uur of op afspraak", "even weken op dinsdag 10-12", "dinsdag 10-9", "", "-"]
    write("8-alle-tijden.csv", [HEAD[:6] + ["Wanneer?"]] + [
        [f"Inloop {i}", "Loop binnen.", "Cambio", "Inloop", "Het Huis", "7417", when] for i, when in enumerate(whens,
         1)])


def prices():
    prices = ["€ 2,50 p.k.", "gratis", "vrijwillige bijdrage", "€ 12,50 per maand", "60 euro per jaar",
        "€ 45 voor 8 lessen",
              "5,- per keer, eerste keer gratis", "3 euro (stadspas gratis)", "€ 3 per keer (stadspas gratis)",
              "€ 2,50", "€0,50/keer",
              "€ 60 per jaar + € 3 per keer", "leden gratis, anderen € 5", "geen", "€ 5 - € 10 per keer", "p.m.",
              "€ 1.250,00 per cursus",
              "ca. € 4 per keer", "#N/B", "zie website"]
    write("9-alle-kosten.csv", [HEAD[:6] + ["Kosten p.p."]] + [
        [f"Cursus {i}", "Leer iets nieuws.", "Cambio", "Cursus", "Het Huis", "7417", price] for i,
         price in enumerate(prices, 1)],
        "utf-8-sig", "\t")


def people():
    write("10-toegang-en-doelgroep.csv", [
        ["Naam", "Wat houdt het in", "Door wie", "Rubriek", "Postcode", "Voor wie", "Leeftijd", "Taal",
         "Rolstoeltoegankelijk (ja/nee)",
         "Ringleiding (j/n)", "Invalidentoilet", "Ontvangst", "Max. deelnemers", "Einddatum"],
        ["Vrouwenontbijt", "Ontbijten en praten.", "Cambio", "Ontmoeten", "7411", "alleen vrouwen", "18+",
         "Nederlands, Turks, Arabisch", "ja", "n", "x", "j",
         "12", "30-6-27"],
        ["Mannenschuur", "Klussen in hout en metaal.", "Cambio", "Werkplaats (mannen)", "7411", "mannen", "18 t/m 99",
         "NL", "deels",
         "onbekend", "nee", "ja", "max. 8 personen", "1/7/2027"],
        ["Spelmiddag", "Spelletjes van vroeger en nu.", "Cambio", "Spel", "7411", "ouderen met een beperking",
         "tot 65", "NL/EN", "?",
         "nee", "", "soms", "ca. 20", "eind juni 2027"],
        ["Rouwgroep", "Zes bijeenkomsten.", "Cambio", "Rouw", "7411", "m/v", "vanaf 16 jaar",
         "Gebarentaal, Nederlands", "ja, via achterdeur",
         "-", "j", "", "8", "t/m eind juni"],
        ["Inloop", "Voor iedereen.", "Cambio", "Onbekend thema", "7411", "iedereen", "alle leeftijden", "", "", "",
         "", "", "", ""],
    ], "cp1252", ",")


def pages():
    head = ["Activiteit", "Beschrijving", "Aanbieder", "Thema", "PC", "Dag en tijd"]
    write("11-lijst-van-bladzijden.csv", [
        head,
        ["Koor De IJssel", "Samen zingen.", "Koor De IJssel", "Koor", "7411", "wo 20-22"],
        ["Schildersclub", "Schilderen.", "De Leeuw", "Schilderen", "7411", "do 10-12"],
        ["Subtotaal", "2"],
        [],
        head,
        ["Volksdansen", "Dansen uit de hele wereld.", "De Leeuw", "Dans", "7412", "vr 14-16"],
        ["Volksdansen", "Dansen uit de hele wereld.", "De Leeuw", "Dans", "7412", "vr 14-16"],
        ["Zonder postcode", "Ergens.", "De Leeuw", "Dans", "", "vr 14-16"],
        ["Totaal", "4"],
    ], "utf-16-be")


def workbooks():
    timetable = [
        ["Rooster 2026-2027"],
        [],
        HEAD + ["Startdatum", "Max. deelnemers", "Rolstoel", "Tel.nr."],
        ["Yoga op de stoel", "Rustig bewegen.", "Het Huis", "Yoga", "Het Huis", "7417", "ma 10-11", 2.5, "55+",
         ("date", 46272), 12, True, ("phone", 570555001)],
        ["Bloemschikken", "Met bloemen uit de buurt.", "Het Huis", "Creatief", "Het Huis", "7417", ("formula",
         "di 14-16"), ("euro", 4.5), "",
         ("date", 46023.5), 10.0, False, ("phone", 570555001)],
        ["Bridge", "Voor wie het al kan.", None, "Kaarten", "Het Huis", "7417", "wo 19.30-22.00", "gratis",
         "iedereen", ("error", "#N/A"), None,
         None, None],
        ["Filmavond", "Een film & popcorn.", "Het Huis", "Lezen en cultuur", "Het Huis", "7417",
         "1e vr van de maand 19.30-22", "€ 3 per keer", "",
         ("formula", None), 1e3, "deels", "0570-555 001"],
        ["Totaal", 4],
    ]
    # As Excel in Dutch saves the same sheet.
    shown = [
        timetable[0], [], timetable[2],
        timetable[3][:7] + ["2,5", "55+", "2026-09-07", "12", "WAAR", "0570555001"],
        timetable[4][:6] + ["di 14-16", "€ 4,50", "", "2026-01-01", "10", "ONWAAR", "0570555001"],
        timetable[5][:2] + [""] + timetable[5][3:9] + ["#N/A", "", "", ""],
        timetable[6][:9] + ["#CALC!", "1000", "deels", "0570-555 001"],
        ["Totaal", "4"],
    ]
    write_workbook(FOLDER / "12-rooster.xlsx", [Sheet("Rooster", timetable, merged=["C5:C6"])])
    write("12-rooster-als-csv.csv", shown)
    # Dearer, a merged cell written out, a film night that is gone, one that is new; the sheet has another name.
    later = with_cells(timetable, {(3, 7): 3.0, (4, 7): ("euro", 5), (5, 2): "Het Huis", (4, 10): 14.0})
    later[6] = ["Kookcafé", "Samen koken en eten.", "Het Huis", "Koken", "Het Huis", "7417", "1e do van de maand 17-20",
                "€ 6 per keer", "", None, 16, True, ("phone", 570555001)]
    write_workbook(FOLDER / "12-rooster.v2.xlsx", [Sheet("December", later)])
    old = [["Naam activiteit", "Beschrijving", "Aanbieder", "Thema", "Postcode", "Dag", "Van", "Tot", "Startdatum"],
           ["Spreekuur", "Vragen over wonen.", "Wonen Deventer", "Wonen", "7418", "donderdag", ("time", 0.5625),
            ("time", 0.625),
            ("date", 44806)]]
    write_workbook(FOLDER / "13-twee-bladen-1904.xlsx", [
        Sheet("Uitleg", [["Dit blad is uitleg."], ["Zie het blad Activiteiten."]]),
        Sheet("Activiteiten", old)], since_1904=True, inline=True)
    write_workbook(FOLDER / "14-sjabloon.xlsx", [Sheet("Blad1", [
        ["titel", "omschrijving", "organisatie", "categorieen", "postcode", "dagen_tijden", "kosten_per_keer",
         "startdatum"],
        ["Koor", "Zingen.", "Koor", "music_singing", "7411AB", "wo 20:00-22:00", ("euro", 2.5), ("date", 46272)],
        ["Dans", "Dansen.", "Dans", "dancing", "7411AB", "elke woensdag", ("euro", 2), None]])])


def numbered():
    rows = [
        ["Activiteitnummer", "Naam activiteit", "Beschrijving", "Aanbieder", "Thema", "Adres", "Plaats", "Werkgebied",
         "Dag en tijd", "Bijdrage p/m", "Leeftijd", "Startdatum", "Einddatum", "Bijzonderheden", "lat", "lon"],
        ["WIJK NOORD"],
        ["S-01", "Seniorenvoetbal", "Voetbal in wandeltempo.", "SV Helios", "Sport", "Sportlaan 1", "Diepenveen", "",
         "di 10-11", "12,50", "60+", "1-9-2026", "t/m eind juni", "", "", ""],
        ["S-02", "Klussen aan huis", "Kleine klussen, door vrijwilligers.", "Raster Groep", "Klussen", "", "",
         "Bathmen, Okkenbroek en Zeewijk", "op afspraak", "", "", "", "", "", "", ""],
        ["S-03", "Jeugdjudo", "Vallen en opstaan.", "Judo Deventer", "Sport", "Rielerweg 86, 7415 GZ Deventer", "", "",
         "wo 15-16", "15", "onder de 18", "", "", "", "", ""],
        ["DORPEN"],
        ["S-04", "Koersbal", "Met ballen die niet rechtuit rollen.", "Ouderenbond", "Spel", "Dorpsstraat 5 Bathmen", "",
         "", "do 14-16", "gratis", "tot 80", "", "", "", "6,29", "52,25"],
        ["S-05", "Fietsgroep", "Dertig kilometer.", "Fietsersbond", "Fietsen", "Verzamelen bij de brug", "Deventer", "",
         "vr 10-12", "", "", "", "", "", "", ""],
        ["S-06", "Tai chi", "Langzaam bewegen.", "Het Huis", "Bewegen", "Het Lettelhoes", "Lettele", "", "ma 10-11",
         "p.m.", "18 tot 65", "", "", "Neem een matje mee. " * 60, "52,278", "6,277"],
    ]
    write("15-eigen-nummers-zonder-postcode.csv", rows, "utf-8")
    # A title corrected, a month dearer and by another header, sorted, postcodes filled in, one gone, one new.
    later = with_cells(rows, {(0, 9): "Kosten per maand", (2, 1): "Wandelvoetbal voor senioren", (2, 9): "13,50",
                              (3, 7): "Bathmen, Okkenbroek, Lettele", (6, 5): "Dorpsstraat 5, 7437 AB Bathmen",
                              (7, 5): "Brink 89, 7411 BX", (8, 13): "Neem een matje mee."})
    later = [later[0], later[8], later[7], later[6], later[3], later[2]]
    later.append(["S-07", "Zwemmen", "In warm water.", "De Scheg", "Zwemmen", "Piet van Donkplein 1, 7422 LW", "", "",
                  "za 9-10", "20", "alle leeftijden", "", "", "", "", ""])
    write("15-eigen-nummers-zonder-postcode.v2.csv", later, "utf-16", "\t")


if __name__ == "__main__":
    for make in (welfare, neighbourhood, sports, library, merged, private, mapped, whens, prices, people, pages,
                 workbooks, numbered):
        make()
