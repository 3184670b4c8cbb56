"""Quotations: begin at find, which joins the direct ones (between marks) and the indirect ones (reported speech)."""
