"""Journeys of a reader that are written once and made in Chromium, Firefox and WebKitGTK."""
