"""Writes small .xlsx workbooks with the standard library only, the same bytes each time."""

import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# Styles by the place in cellXfs: plain, date, time, amount, telephone.
STYLES = {"date": 1, "time": 2, "euro": 3, "phone": 4}


@dataclass
class Sheet:
    name: str
    rows: list  # Of texts, numbers, bools, None, and pairs: ("date", 46272), ("formula", "text"), ("error", "#N/A").
    merged: list = field(default_factory=list)


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class Texts:
    def __init__(self):
        self.numbers = {}

    def number(self, text):
        return self.numbers.setdefault(text, len(self.numbers))

    def xml(self):
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.numbers)
        return f'<sst xmlns="{MAIN}" uniqueCount="{len(self.numbers)}">{items}</sst>'


def cell_xml(where, value, texts, inline):
    kind, value = value if isinstance(value, tuple) else (None, value)
    if kind == "formula":
        cached = "" if value is None else f"<v>{escape(value)}</v>"
        return f'<c r="{where}"{"" if value is None else " t=" + chr(34) + "str" + chr(34)}><f>A1</f>{cached}</c>'
    if kind == "error":
        return f'<c r="{where}" t="e"><v>{value}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{where}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{where}" s="{STYLES.get(kind, 0)}"><v>{value!r}</v></c>'
    if inline:
        return f'<c r="{where}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{where}" t="s"><v>{texts.number(value)}</v></c>'


def sheet_xml(sheet, texts, inline):
    rows = []
    for number, row in enumerate(sheet.rows, 1):
        cells = "".join(cell_xml(f"{column_name(i)}{number}", value, texts, inline)
                        for i, value in enumerate(row) if value is not None)
        rows.append(f'<row r="{number}">{cells}</row>')
    merged = "".join(f'<mergeCell ref="{where}"/>' for where in sheet.merged)
    merged = f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{merged}</worksheet>'


def styles_xml():
    formats = ('<numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/>'
               '<numFmt numFmtId="165" formatCode="&quot;€&quot;\\ #,##0.00"/>'
               '<numFmt numFmtId="166" formatCode="0000000000"/>')
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 164, 20, 165, 166))
    return (f'<styleSheet xmlns="{MAIN}"><numFmts count="3">{formats}</numFmts>'
            f'<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
            f'<cellXfs count="5">{cells}</cellXfs></styleSheet>')


def parts_of(sheets, since_1904, inline):
    texts = Texts()
    parts = {f"xl/worksheets/sheet{i}.xml": sheet_xml(sheet, texts, inline) for i, sheet in enumerate(sheets, 1)}
    names = "".join(f'<sheet name="{escape(sheet.name)}" sheetId="{i}" r:id="rId{i}"/>'
                    for i, sheet in enumerate(sheets, 1))
    year = '<workbookPr date1904="1"/>' if since_1904 else ""
    parts["xl/workbook.xml"] = (f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{year}'
                                f'<sheets>{names}</sheets></workbook>')
    related = "".join(f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                      for i in range(1, len(sheets) + 1))
    more = f'<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    more += f'<Relationship Id="rIdT" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = (f'<Relationships xmlns="{PACKAGE}/relationships">'
                                           f'{related}{more}</Relationships>')
    parts["xl/styles.xml"] = styles_xml()
    parts["xl/sharedStrings.xml"] = texts.xml()
    parts["_rels/.rels"] = (f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles", "/xl/sharedStrings.xml": "sharedStrings"}
    kinds |= {f"/xl/worksheets/sheet{i}.xml": "worksheet" for i in range(1, len(sheets) + 1)}
    overrides = "".join(f'<Override PartName="{part}" ContentType="{office}.{kind}+xml"/>'
                        for part, kind in kinds.items())
    parts["[Content_Types].xml"] = (f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
                                    f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>')
    return parts


def write_workbook(path, sheets, since_1904=False, inline=False):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts_of(sheets, since_1904, inline).items():
            info = zipfile.ZipInfo(name, (2026, 11, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
