"""What the invented health board says. All people, places and numbers are made up."""

from __future__ import annotations

PLACES = (
    "Kirkmarrow", "Inverlay", "Dunbracken", "Strathfennel", "Port Ailsay", "Auchenbrae", "Loch Torvie",
)  # fmt: skip

SLOTS: dict[str, tuple[str, ...]] = {
    "clinic": ("flu", "blood pressure", "walk-in vaccination", "smear test", "travel health", "baby health", "hearing"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    "time": ("9am", "10am", "noon", "2pm", "half past 4", "6pm"),
    "hall": ("the health centre", "the town hall", "the library", "the leisure centre", "the community hospital"),
    "job": ("staff nurse", "pharmacy technician", "physiotherapist", "hospital porter", "ward clerk", "radiographer", "occupational therapist", "midwife", "catering assistant"),
    "team": ("maternity", "the stroke unit", "our porters", "district nursing", "the pharmacy", "children's services", "the kitchen team", "volunteers at the front desk"),
    "tip": ("Check your first aid box before the cold weather", "Wash your hands for as long as it takes to sing Happy Birthday twice", "Order your repeat prescription before the holiday", "Drink water often on hot days", "Keep your back straight when you lift"),
    "road": ("the A-road bridge", "the coast road", "the hospital's north entrance", "car park 2"),
    "why": ("snow", "resurfacing", "flooding", "a burst water main", "high winds"),
    "page": ("clinics", "jobs", "winter", "vaccines", "visiting", "parking", "feedback"),
    "tag": ("#GlenmarrowHealth", "#WinterWellness", "#NHSJobs", "#ThankYou", "#OurTeam", "#KnowWhereToGo"),
    "first": ("Morag", "Callum", "Isla", "Hamish", "Eilidh", "Rory", "Fiona", "Angus"),
    "alt": ("A nurse in a blue tunic checks a man's blood pressure", "The new entrance of Kirkmarrow hospital on a sunny morning", "Three porters beside a trolley, smiling", "A poster with the opening times of the clinic, repeated in the post", "Volunteers in yellow vests at a welcome desk", "A snow-covered road with a gritter in the distance"),
    "number": ("07700 900123", "07700 900456", "07700 900789"),
    "minutes": ("20", "30", "45"),
}

USUAL = (
    "Our {clinic} clinic is at {hall} in {place} this {day} from {time}. No appointment needed. https://glenmarrow.example/{page}",
    "We are looking for a {job} in {place}. Come and work where people say hello. https://glenmarrow.example/jobs {tag}",
    "Thank you to {team} in {place}, who kept everything going last night. {tag}",
    "{tip}. More advice: https://glenmarrow.example/winter",
    "{place}: {road} is closed because of {why}. Please allow {minutes} minutes more for your appointment.",
    "Visiting times at {place} hospital change from {day}: {time} to 8pm every day. https://glenmarrow.example/visiting",
    "Not sure where to go? NHS 111 can help, day or night. {tag}",
    "The board meets on {day} at {time} in {hall}, {place}. Everybody is welcome, and there is a hearing loop.",
    "What was good, and what was not? Tell us at feedback@glenmarrow.example or on 01632 960140.",
    "Meet our {job}s: what they do, why they stay. New film on our site. {tag}",
    "The pharmacy in {place} is open until {time} on {day}. Bring your repeat form.",
    "We have 12 new volunteers in {place} this month. Would you like to be the next? https://glenmarrow.example/volunteer",
    "Your {clinic} appointment letter has a number to ring. If you cannot come, please tell us, so that somebody else can.",
    "Congratulations to {team}: a national award for kindness, and well deserved. {tag}",
    "Road works near {hall} in {place} finish on {day}. Thank you for your patience.",
    "Free parking at {place} hospital stays free. Please leave the bays by the door to people who need them.",
    "Welcome to our new {job}s, who started in {place} on {day}. {tag}",
    "The canteen in {place} has a new menu, with more vegetables and the same custard.",
    "Did you know? You can change a {clinic} appointment online, at any hour: https://glenmarrow.example/clinics",
    "Scots, Gaelic, Polish, Urdu and BSL: ask us for an interpreter, it costs you nothing.",
)

MISTAKES = (
    "Lovely to see {first} Sinclair back on the ward after her chemotherapy, what a fighter.",
    "Ring {first} at home on {number} if you want to swap a shift this {day}.",
    "THE {clinic} CLINIC IS CLOSED ON {day} PLEASE DO NOT COME WITHOUT AN APPOINTMENT",
    "Great news from {place}! 🎉🎉🎉🎉🎉🎉 {tag}",
    "Join us for the fun run on {day} #glenmarrowfunrunforeverybody",
    "Book your {clinic} appointment here: http://bit.ly/glenmarrow-clinic",
    "Hi {first}, we found your record: CHI number 010190 1234, please confirm.",
    "This new tea cures arthritis and our {job}s swear by it.",
    "Vote for the party that will save {place} hospital on {day}.",
    "The wifi in the new building: password: Heather-2026! Enjoy.",
    "Our patient, born 14/03/1961, had her hip done on {day}. Well done {team}.",
    "If you cannot breathe well, message us here and a doctor will look at it when they can. {first}, your result is back.",
    "Only an idiot would miss their {clinic} appointment. You know who you are, you pathetic time-waster.",
    "#One #Two #Three #Health #Care #NHS #{place} #Jobs #Nurse #Love #Life #Smile come and see us",
    "We visited a patient at 14 Heather Road in {place} today, and her cat sends regards.",
)
