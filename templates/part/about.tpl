{{%AUTOESCAPE context="HTML"}}
{{!Which row of a list a move is about; empty for the moves of the page's own object.}}
{{#move_name}}<input type="hidden" name="{{move_name}}" value="{{move_value}}">{{/move_name}}
