"""No cell that we write is a formula to a spreadsheet program."""

import pytest

from peersupport.core.csv_cells import csv_text, plain_cell, safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "%", "|"])
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Siân O'Brien", "'twas", "2=2", " =1"])
def test_other_text_stays_as_it_is(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+44 1632 960143", "'twas", "plain", ""])
def test_what_was_written_safely_is_read_back_as_it_was(text):
    assert plain_cell(safe_cell(text)) == text


def test_a_whole_csv_opens_in_a_spreadsheet_program():
    text = csv_text(["Name", "Note"], [["Łukasz", 'says "no"\nand =1'], [None, "=1"]])
    assert text == '\ufeffName,Note\r\nŁukasz,"says ""no""\nand =1"\r\n,\'=1\r\n'
