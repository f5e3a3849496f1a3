"""The pages: forms, previews and downloads over `generator`. Nothing is stored, no account is needed."""
