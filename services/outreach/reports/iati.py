"""How does a report look in IATI 2.03 (aid transparency)? One activity with its results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as Xml

VERSION = "2.03"
ROLES = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}
"""Codelist OrganisationRole."""
IMPLEMENTATION, CLOSED = "2", "4"
"""Codelist ActivityStatus."""
PLANNED_START, PLANNED_END = "1", "3"
"""Codelist ActivityDateType."""
OUTCOME, UNIT = "2", "1"
"""Codelists ResultType and IndicatorMeasure."""
DAC = "1"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Text = Mapping[str, str]


def iati(report: Mapping[str, Any], action: Mapping[str, Any], on: str, mark: str = "") -> bytes:
    """`action` with its `activity`: who reports and who takes part; `mark`: why it may not be handed on."""
    about = action["activity"]
    root = Xml.Element("iati-activities", version=VERSION)
    if mark:
        root.append(Xml.Comment(f" {mark} "))
    activity = Xml.SubElement(root, "iati-activity", {LANG: "en"})
    Xml.SubElement(activity, "iati-identifier").text = about["identifier"]
    reporter = {"ref": about["reporter"], "type": about["reporter_type"]}
    _said(activity, "reporting-org", about["reporter_name"], **reporter)
    _said(activity, "title", action["title"])
    _said(activity, "description", about["description"], type="1")
    for one in about["participants"]:
        ref = {"ref": one["ref"]} if one["ref"] else {}
        _said(activity, "participating-org", one["name"], role=ROLES[one["role"]], type=one["type"], **ref)
    over = on > action["ends_on"]
    Xml.SubElement(activity, "activity-status", code=CLOSED if over else IMPLEMENTATION)
    for kind, day in ((PLANNED_START, action["starts_on"]), (PLANNED_END, action["ends_on"])):
        Xml.SubElement(activity, "activity-date", {"type": kind, "iso-date": day})
    Xml.SubElement(activity, "recipient-country", code=about["country"])
    Xml.SubElement(activity, "sector", vocabulary=DAC, code=about["sector"])
    _results(activity, report, action)
    content: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _results(activity: Xml.Element, report: Mapping[str, Any], action: Mapping[str, Any]) -> None:
    titles = {result["result"]: result["title"] for result in action["results"]}
    for id in dict.fromkeys(figure["result"] for figure in report["figures"]):
        result = Xml.SubElement(activity, "result", {"type": OUTCOME, "aggregation-status": "false"})
        _said(result, "title", titles.get(id, {"en": id}))
        for figure in report["figures"]:
            if figure["result"] == id:
                _indicator(result, figure, report, action)


def _indicator(
    result: Xml.Element, figure: Mapping[str, Any], report: Mapping[str, Any], action: Mapping[str, Any]
) -> None:
    indicator = Xml.SubElement(result, "indicator", {"measure": UNIT, "ascending": "true"})
    _said(indicator, "title", figure["title"])
    _said(indicator, "description", figure["unit"])
    baseline = {"year": action["starts_on"][:4], "iso-date": action["starts_on"]}
    Xml.SubElement(indicator, "baseline", {**baseline, "value": str(figure["baseline"])})
    period = Xml.SubElement(indicator, "period")
    Xml.SubElement(period, "period-start", {"iso-date": report["period_from"]})
    Xml.SubElement(period, "period-end", {"iso-date": report["period_to"]})
    target = Xml.SubElement(period, "target", value=str(figure["target"]))
    _said(target, "comment", {"en": "a year"} if figure["yearly"] else {"en": "for the whole action"})
    actual = Xml.SubElement(period, "actual", value=str(figure["in_period"]))
    _said(actual, "comment", figure["source"])


def _said(parent: Xml.Element, name: str, text: Text, **attributes: str) -> None:
    element = Xml.SubElement(parent, name, attributes)
    for language, words in text.items():
        lang = {} if language == "en" else {LANG: language}
        Xml.SubElement(element, "narrative", lang).text = words
