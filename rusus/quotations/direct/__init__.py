"""Quotations between marks: find pairs them, attribution says who, scare_quotes which stretches are no quotations."""
